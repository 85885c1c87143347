package digitalocean

import (
	"github.com/digitalocean/godo"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// loadBalancerOutputs are what the API tells of a load balancer; network, network stack and cipher policy are recorded
// as they were given.
func loadBalancerOutputs(found *godo.LoadBalancer) resource.PropertyMap {
	rules := []any{}
	for _, rule := range found.ForwardingRules {
		rules = append(rules, map[string]any{
			"entryProtocol": rule.EntryProtocol, "entryPort": rule.EntryPort, "targetProtocol": rule.TargetProtocol,
			"targetPort": rule.TargetPort, "tlsPassthrough": rule.TlsPassthrough,
		})
	}
	live := map[string]any{
		"name": found.Name, "loadBalancerUrn": found.URN(), "ip": found.IP, "ipv6": found.IPv6, "status": found.Status,
		"algorithm": found.Algorithm, "redirectHttpToHttps": found.RedirectHttpToHttps,
		"enableProxyProtocol": found.EnableProxyProtocol, "enableBackendKeepalive": found.EnableBackendKeepalive,
		"dropletTag": found.Tag, "vpcUuid": found.VPCUUID, "projectId": found.ProjectID, "type": found.Type,
		"dropletIds": list(found.DropletIDs), "forwardingRules": rules,
	}
	if found.SizeUnit > 0 {
		live["sizeUnit"] = found.SizeUnit
	} else {
		live["size"] = found.SizeSlug
	}
	if found.Region != nil {
		live["region"] = found.Region.Slug
	}
	if found.HTTPIdleTimeoutSeconds != nil {
		live["httpIdleTimeoutSeconds"] = *found.HTTPIdleTimeoutSeconds
	}
	if found.DisableLetsEncryptDNSRecords != nil {
		live["disableLetsEncryptDnsRecords"] = *found.DisableLetsEncryptDNSRecords
	}
	if check := found.HealthCheck; check != nil {
		live["healthcheck"] = map[string]any{
			"protocol": check.Protocol, "port": check.Port, "path": check.Path,
			"checkIntervalSeconds": check.CheckIntervalSeconds, "responseTimeoutSeconds": check.ResponseTimeoutSeconds,
			"unhealthyThreshold": check.UnhealthyThreshold, "healthyThreshold": check.HealthyThreshold,
		}
	}
	if sticky := found.StickySessions; sticky != nil {
		live["stickySessions"] = map[string]any{
			"type": sticky.Type, "cookieName": sticky.CookieName, "cookieTtlSeconds": sticky.CookieTtlSeconds,
		}
	}
	if access := found.Firewall; access != nil {
		live["firewall"] = map[string]any{"allows": list(access.Allow), "denies": list(access.Deny)}
	}
	return outputs(live)
}
