import { getAccount } from "./account/get-account";
import * as keys from "./account/ssh-keys";
import * as actions from "./actions/actions";
import type { Handler } from "./call";
import * as catalog from "./catalog/catalog";
import * as dropletActions from "./droplets/actions";
import { createDroplets } from "./droplets/create";
import * as droplets from "./droplets/droplets";
import * as firewalls from "./firewalls/firewalls";
import * as firewallParts from "./firewalls/parts";
import * as balancers from "./load-balancers/load-balancers";
import * as vpcs from "./networks/vpcs";
import * as projects from "./projects/projects";
import * as resources from "./projects/resources";
import * as reserved from "./reserved-ips/reserved-ips";
import * as tags from "./tags/tags";
import * as volumeActions from "./volumes/actions";
import * as snapshots from "./volumes/snapshots";
import * as volumes from "./volumes/volumes";

/** What is done at a method and path, and the scope that the token needs for it. */
export type Route = readonly [
    method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
    path: string,
    scope: string,
    handler: Handler,
];

/** Everything that Slipway uses of the API, in the order of the API reference. */
export const routes: readonly Route[] = [
    ["GET", "/v2/account", "account:read", getAccount],
    ["GET", "/v2/account/keys", "ssh_key:read", keys.listSshKeys],
    ["POST", "/v2/account/keys", "ssh_key:create", keys.createSshKey],
    ["GET", "/v2/account/keys/:key", "ssh_key:read", keys.getSshKey],
    ["PUT", "/v2/account/keys/:key", "ssh_key:update", keys.renameSshKey],
    ["DELETE", "/v2/account/keys/:key", "ssh_key:delete", keys.deleteSshKey],

    ["GET", "/v2/actions", "actions:read", actions.listActions],
    ["GET", "/v2/actions/:action", "actions:read", actions.getAction],

    ["GET", "/v2/volumes", "block_storage:read", volumes.listVolumes],
    ["POST", "/v2/volumes", "block_storage:create", volumes.createVolume],
    ["DELETE", "/v2/volumes", "block_storage:delete", volumes.deleteVolumeByName],
    ["GET", "/v2/volumes/:id", "block_storage:read", volumes.getVolume],
    ["DELETE", "/v2/volumes/:id", "block_storage:delete", volumes.deleteVolume],
    ["GET", "/v2/volumes/:id/actions", "block_storage_action:read", volumeActions.listVolumeActions],
    ["POST", "/v2/volumes/:id/actions", "block_storage_action:create", volumeActions.actOnVolume],
    ["GET", "/v2/volumes/:id/actions/:action", "block_storage_action:read", volumeActions.getVolumeAction],
    ["GET", "/v2/volumes/:id/snapshots", "block_storage_snapshot:read", snapshots.listVolumeSnapshots],
    ["POST", "/v2/volumes/:id/snapshots", "block_storage_snapshot:create", snapshots.createSnapshot],

    ["GET", "/v2/droplets", "droplet:read", droplets.listDroplets],
    ["POST", "/v2/droplets", "droplet:create", createDroplets],
    ["DELETE", "/v2/droplets", "droplet:delete", droplets.deleteDropletsByTag],
    ["GET", "/v2/droplets/:id", "droplet:read", droplets.getDroplet],
    ["DELETE", "/v2/droplets/:id", "droplet:delete", droplets.deleteDroplet],
    ["GET", "/v2/droplets/:id/firewalls", "firewall:read", droplets.listDropletFirewalls],
    ["GET", "/v2/droplets/:id/actions", "droplet:read", dropletActions.listDropletActions],
    ["POST", "/v2/droplets/:id/actions", "droplet:update", dropletActions.actOnDroplet],
    ["GET", "/v2/droplets/:id/actions/:action", "droplet:read", dropletActions.getDropletAction],

    ["GET", "/v2/firewalls", "firewall:read", firewalls.listFirewalls],
    ["POST", "/v2/firewalls", "firewall:create", firewalls.createFirewall],
    ["GET", "/v2/firewalls/:id", "firewall:read", firewalls.getFirewall],
    ["PUT", "/v2/firewalls/:id", "firewall:update", firewalls.updateFirewall],
    ["DELETE", "/v2/firewalls/:id", "firewall:delete", firewalls.deleteFirewall],
    ["POST", "/v2/firewalls/:id/droplets", "firewall:update", firewallParts.addFirewallDroplets],
    ["DELETE", "/v2/firewalls/:id/droplets", "firewall:update", firewallParts.removeFirewallDroplets],
    ["POST", "/v2/firewalls/:id/tags", "firewall:update", firewallParts.addFirewallTags],
    ["DELETE", "/v2/firewalls/:id/tags", "firewall:update", firewallParts.removeFirewallTags],
    ["POST", "/v2/firewalls/:id/rules", "firewall:update", firewallParts.addFirewallRules],
    ["DELETE", "/v2/firewalls/:id/rules", "firewall:update", firewallParts.removeFirewallRules],

    ["GET", "/v2/images", "image:read", catalog.listImages],
    ["GET", "/v2/images/:image", "image:read", catalog.getImage],

    ["GET", "/v2/load_balancers", "load_balancer:read", balancers.listLoadBalancers],
    ["POST", "/v2/load_balancers", "load_balancer:create", balancers.createLoadBalancer],
    ["GET", "/v2/load_balancers/:id", "load_balancer:read", balancers.getLoadBalancer],
    ["PUT", "/v2/load_balancers/:id", "load_balancer:update", balancers.updateLoadBalancer],
    ["DELETE", "/v2/load_balancers/:id", "load_balancer:delete", balancers.deleteLoadBalancer],
    ["POST", "/v2/load_balancers/:id/droplets", "load_balancer:update", balancers.addBalancedDroplets],
    ["DELETE", "/v2/load_balancers/:id/droplets", "load_balancer:update", balancers.removeBalancedDroplets],
    ["POST", "/v2/load_balancers/:id/forwarding_rules", "load_balancer:update", balancers.addForwardingRules],
    ["DELETE", "/v2/load_balancers/:id/forwarding_rules", "load_balancer:update", balancers.removeForwardingRules],

    ["GET", "/v2/projects", "project:read", projects.listProjects],
    ["POST", "/v2/projects", "project:create", projects.createProject],
    ["GET", "/v2/projects/:id", "project:read", projects.getProject],
    ["PUT", "/v2/projects/:id", "project:update", projects.updateProject],
    ["PATCH", "/v2/projects/:id", "project:update", projects.patchProject],
    ["DELETE", "/v2/projects/:id", "project:delete", projects.deleteProject],
    ["GET", "/v2/projects/:id/resources", "project:read", resources.listProjectResources],
    ["POST", "/v2/projects/:id/resources", "project:update", resources.assignProjectResources],

    ["GET", "/v2/regions", "regions:read", catalog.listRegions],

    ["GET", "/v2/reserved_ips", "reserved_ip:read", reserved.listReservedIps],
    ["POST", "/v2/reserved_ips", "reserved_ip:create", reserved.createReservedIp],
    ["GET", "/v2/reserved_ips/:ip", "reserved_ip:read", reserved.getReservedIp],
    ["DELETE", "/v2/reserved_ips/:ip", "reserved_ip:delete", reserved.deleteReservedIp],
    ["GET", "/v2/reserved_ips/:ip/actions", "reserved_ip:read", reserved.listReservedIpActions],
    ["POST", "/v2/reserved_ips/:ip/actions", "reserved_ip:update", reserved.actOnReservedIp],
    ["GET", "/v2/reserved_ips/:ip/actions/:action", "reserved_ip:read", reserved.getReservedIpAction],

    ["GET", "/v2/sizes", "sizes:read", catalog.listSizes],

    ["GET", "/v2/snapshots", "block_storage_snapshot:read", snapshots.listSnapshots],
    ["GET", "/v2/snapshots/:id", "block_storage_snapshot:read", snapshots.getSnapshot],
    ["DELETE", "/v2/snapshots/:id", "block_storage_snapshot:delete", snapshots.deleteSnapshot],

    ["GET", "/v2/tags", "tag:read", tags.listTags],
    ["POST", "/v2/tags", "tag:create", tags.createTag],
    ["GET", "/v2/tags/:name", "tag:read", tags.getTag],
    ["DELETE", "/v2/tags/:name", "tag:delete", tags.deleteTag],
    ["POST", "/v2/tags/:name/resources", "tag:create", tags.tagResources],
    ["DELETE", "/v2/tags/:name/resources", "tag:delete", tags.untagResources],

    ["GET", "/v2/vpcs", "vpc:read", vpcs.listVpcs],
    ["POST", "/v2/vpcs", "vpc:create", vpcs.createVpc],
    ["GET", "/v2/vpcs/:id", "vpc:read", vpcs.getVpc],
    ["PUT", "/v2/vpcs/:id", "vpc:update", vpcs.updateVpc],
    ["PATCH", "/v2/vpcs/:id", "vpc:update", vpcs.patchVpc],
    ["DELETE", "/v2/vpcs/:id", "vpc:delete", vpcs.deleteVpc],
    ["GET", "/v2/vpcs/:id/members", "vpc:read", vpcs.listVpcMembers],
];
