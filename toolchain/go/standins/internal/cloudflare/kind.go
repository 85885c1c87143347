package cloudflare

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	"slipway.dev/toolchain/standins/internal/provider"
	"slipway.dev/toolchain/standins/internal/schema"
)

// kind is all that the provider knows of one resource type.
type kind struct {
	noun   string // in error messages
	fields schema.Fields
	// path are the inputs that requests have in their URL, not in their body.
	path []resource.PropertyKey
	// named are the properties whose names in the API are not their own.
	named map[resource.PropertyKey]string
	// untold are the properties of which the API tells nothing: what was given stays recorded.
	untold []resource.PropertyKey
	// stable are the outputs that an update leaves as they are.
	stable []resource.PropertyKey
	// secret are outputs that are always secret.
	secret []resource.PropertyKey

	// check reports what is wrong beyond single fields; inputs are revealed.
	check func(inputs resource.PropertyMap) []plugin.CheckFailure
	// refuse says why a resource cannot be created by inputs that are known at last, or the one with an id not updated by
	// them; nil: nothing prevents it.
	refuse func(id string, inputs resource.PropertyMap) error
	// adapt changes the differences that the fields tell; nil: as they are.
	adapt func(changes changes, req plugin.DiffRequest)
	// settle completes a state for what the API leaves out; nil: it leaves nothing out.
	settle func(state resource.PropertyMap)

	// idOf is the id of what was created, by its inputs and the API's answer.
	idOf func(inputs resource.PropertyMap, result map[string]any) string
	// imported are the properties that an import's id is made of; the last may be the id itself, "id".
	imported []resource.PropertyKey

	create, read endpoint
	// update brings about new inputs; nil: it cannot, and does nothing, as the real provider.
	update endpoint
	// patches says that an update tells the API only what has changed.
	patches bool
	// remove makes the resource go away; without steps it stays in the API.
	remove []removal
}

// removal is one of the requests by which a resource is removed.
type removal struct {
	to endpoint
	// body is what the request says, by the state; nil: nothing.
	body func(state resource.PropertyMap) map[string]any
}

type changes map[resource.PropertyKey]plugin.DiffKind

var kinds = map[tokens.Type]kind{
	"cloudflare:index/authenticatedOriginPulls:AuthenticatedOriginPulls":                                       hostnamePulls,
	"cloudflare:index/authenticatedOriginPullsCertificate:AuthenticatedOriginPullsCertificate":                 originPullsCertificate,
	"cloudflare:index/authenticatedOriginPullsHostnameCertificate:AuthenticatedOriginPullsHostnameCertificate": hostnameCertificate,
	"cloudflare:index/authenticatedOriginPullsSettings:AuthenticatedOriginPullsSettings":                       originPullsSettings,
	"cloudflare:index/dnsRecord:DnsRecord":                                                                     dnsRecord,
	"cloudflare:index/originCaCertificate:OriginCaCertificate":                                                 originCaCertificate,
	"cloudflare:index/zoneDnssec:ZoneDnssec":                                                                   zoneDnssec,
	"cloudflare:index/zoneSetting:ZoneSetting":                                                                 zoneSetting,
}

func lookUp(typ tokens.Type) (kind, error) {
	if k, ok := kinds[typ]; ok {
		return k, nil
	}
	return kind{}, fmt.Errorf(
		"resource type %s is not served by this stand-in of the cloudflare provider: it knows %s only", typ, names(kinds))
}

func names[K ~string, V any](m map[K]V) string {
	all := make([]string, 0, len(m))
	for _, name := range slices.Sorted(maps.Keys(m)) {
		all = append(all, string(name))
	}
	return strings.Join(all, ", ")
}

// at is where a resource is, by its properties.
func (k kind) at(id string, properties resource.PropertyMap) place {
	return place{zone: provider.String(properties, "zoneId"), id: id}
}

// body is what a request says of properties.
func (k kind) body(properties resource.PropertyMap) map[string]any {
	body := encode(k.fields, properties)
	for _, key := range k.path {
		delete(body, apiName(key))
	}
	for key, name := range k.named {
		if value, has := body[apiName(key)]; has {
			body[name] = value
			delete(body, apiName(key))
		}
	}
	return body
}

// told is what the API's answer tells of a resource; its id is a property too where that has a name of its own.
func (k kind) told(id string, result map[string]any) resource.PropertyMap {
	live := decode(k.fields, result)
	// The bridge records it among the outputs, too.
	live["id"] = resource.NewProperty(id)
	if key := k.imported[len(k.imported)-1]; key != "id" {
		live[key] = resource.NewProperty(id)
	}
	return live
}

// locate finds what an import names: the resource's id, and the properties that the API does not repeat.
func (k kind) locate(named string) (id string, known resource.PropertyMap, err error) {
	segments := strings.Split(named, "/")
	if len(segments) != len(k.imported) || slices.Contains(segments, "") {
		form := make([]string, 0, len(k.imported))
		for _, key := range k.imported {
			form = append(form, "<"+apiName(key)+">")
		}
		return "", nil, fmt.Errorf(
			"invalid ID: expected urlencoded segments %q, got %q", strings.Join(form, "/"), named)
	}
	known = resource.PropertyMap{}
	for i, key := range k.imported {
		// The last one is the resource's id in Pulumi, whatever it is called.
		id = segments[i]
		if key != "id" {
			known[key] = resource.NewProperty(id)
		}
	}
	return id, known, nil
}
