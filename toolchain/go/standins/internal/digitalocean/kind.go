package digitalocean

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	"slipway.dev/toolchain/standins/internal/schema"
)

// kind is all that the provider knows of one resource type.
type kind struct {
	noun   string // in error messages
	fields schema.Fields
	// autoname says how the resource is named when the program does not; nil: it has no automatic name.
	autoname *schema.Autoname
	// check reports what is wrong beyond single fields; inputs are revealed.
	check func(inputs resource.PropertyMap) []plugin.CheckFailure
	// changes adapts the differences that the fields tell; nil: as they are.
	changes func(changes changes, state, inputs resource.PropertyMap) error
	// limits bound the waits of each operation, unless the program does.
	limits limits

	// create tells the id as soon as there is something to be recorded, even with an error.
	create func(c *call, inputs resource.PropertyMap) (id string, err error)
	// update brings about the new inputs; nil: every change replaces.
	update func(c *call, id string, state, inputs resource.PropertyMap) error
	// read tells the live properties, in the form of outputs, or errGone. known is the state, empty in an import.
	read func(c *call, id string, known resource.PropertyMap) (resource.PropertyMap, error)
	// remove succeeds when it is gone.
	remove func(c *call, id string, state resource.PropertyMap) error
	// locate turns what an import names into an id and the properties that it implies; nil: it is the id.
	locate func(named string) (id string, known resource.PropertyMap, err error)
}

type changes map[resource.PropertyKey]plugin.DiffKind

type limits struct{ create, update, remove time.Duration }

// errGone says that the API no longer has the resource.
var errGone = errors.New("gone")

var kinds = map[tokens.Type]kind{
	"digitalocean:index/droplet:Droplet":                           droplet,
	"digitalocean:index/firewall:Firewall":                         firewall,
	"digitalocean:index/loadBalancer:LoadBalancer":                 loadBalancer,
	"digitalocean:index/project:Project":                           project,
	"digitalocean:index/projectResources:ProjectResources":         projectResources,
	"digitalocean:index/reservedIp:ReservedIp":                     reservedIP,
	"digitalocean:index/reservedIpAssignment:ReservedIpAssignment": reservedIPAssignment,
	"digitalocean:index/sshKey:SshKey":                             sshKey,
	"digitalocean:index/tag:Tag":                                   tag,
	"digitalocean:index/volume:Volume":                             volume,
	"digitalocean:index/volumeAttachment:VolumeAttachment":         volumeAttachment,
	"digitalocean:index/vpc:Vpc":                                   vpc,
}

func lookUp(typ tokens.Type) (kind, error) {
	if k, ok := kinds[typ]; ok {
		return k, nil
	}
	return kind{}, fmt.Errorf(
		"resource type %s is not served by this stand-in of the digitalocean provider: it knows %s only", typ, names(kinds))
}

func names[K ~string, V any](m map[K]V) string {
	all := make([]string, 0, len(m))
	for name := range m {
		all = append(all, string(name))
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}
