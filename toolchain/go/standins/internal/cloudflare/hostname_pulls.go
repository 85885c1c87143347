package cloudflare

import (
	"errors"

	"github.com/cloudflare/cloudflare-go/v6/option"
	"github.com/cloudflare/cloudflare-go/v6/origin_tls_client_auth"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/provider"
	"slipway.dev/toolchain/standins/internal/schema"
)

// hostnamePulls says which certificate the edge shows to the origin of one host name. The API takes and gives lists; the
// real provider manages one member of them.
var hostnamePulls = kind{
	noun: "host name for authenticated origin pulls",
	fields: schema.Fields{
		"zoneId": zoneID,
		"configs": schema.ListOf(schema.Field{Type: schema.Object, Fields: schema.Fields{
			"certId": text, "enabled": flag, "hostname": text,
		}}).MustBeGiven(),
		"certId":         text.OnlyComputed(),
		"certStatus":     text.OnlyComputed(),
		"certUpdatedAt":  text.OnlyComputed(),
		"certUploadedOn": text.OnlyComputed(),
		"certificate":    text.OnlyComputed(),
		"createdAt":      text.OnlyComputed(),
		"enabled":        flag.OnlyComputed(),
		"expiresOn":      text.OnlyComputed(),
		"hostname":       text.OnlyComputed(),
		"issuer":         text.OnlyComputed(),
		// The API never tells it.
		"privateKey":   text.OnlyComputed(),
		"serialNumber": text.OnlyComputed(),
		"signature":    text.OnlyComputed(),
		"status":       text.OnlyComputed(),
		"updatedAt":    text.OnlyComputed(),
	},
	path:     []resource.PropertyKey{"zoneId"},
	named:    map[resource.PropertyKey]string{"configs": "config"},
	untold:   []resource.PropertyKey{"configs"},
	stable:   []resource.PropertyKey{"hostname"},
	secret:   []resource.PropertyKey{"privateKey"},
	imported: []resource.PropertyKey{"zoneId", "hostname"},
	refuse:   refuseHostnames,
	idOf: func(inputs resource.PropertyMap, _ map[string]any) string {
		return givenHostname(inputs)
	},
	create: putHostname,
	read: func(c *call, at place, options ...option.RequestOption) error {
		var params origin_tls_client_auth.HostnameGetParams
		params.ZoneID.Value = at.zone
		_, err := origin_tls_client_auth.NewHostnameService(c.options...).Get(c, at.id, params, options...)
		return err
	},
	update: putHostname,
	remove: []removal{{to: putHostname, body: voidHostname}},
}

func putHostname(c *call, at place, options ...option.RequestOption) error {
	var params origin_tls_client_auth.HostnameUpdateParams
	params.ZoneID.Value = at.zone
	_, err := origin_tls_client_auth.NewHostnameService(c.options...).Update(c, params, options...)
	return err
}

// refuseHostnames holds the real provider's rules. That another host name is another resource is the stand-in's own: the
// real one changes it, and leaves the former one as it is.
func refuseHostnames(id string, inputs resource.PropertyMap) error {
	configs := inputs["configs"]
	switch hostname := givenHostname(inputs); {
	case !configs.IsArray() || len(configs.ArrayValue()) != 1:
		return errors.New("config must contain exactly one hostname association. " +
			"Create separate resources to manage multiple hostnames.")
	case hostname == "":
		return errors.New("config[0].hostname must not be empty")
	case id != "" && id != hostname:
		return errors.New("config[0].hostname: a change of it is not served by this stand-in of the cloudflare " +
			"provider: make another resource")
	}
	return nil
}

// givenHostname is the host name in the first of the configs; empty where it is not there.
func givenHostname(inputs resource.PropertyMap) string {
	configs := provider.Reveal(inputs["configs"])
	if !configs.IsArray() || len(configs.ArrayValue()) == 0 {
		return ""
	}
	first := provider.Reveal(configs.ArrayValue()[0])
	if !first.IsObject() {
		return ""
	}
	return provider.String(first.ObjectValue(), "hostname")
}

// voidHostname gives up what the edge shows for a host name; the API wants to hear of its certificate all the same.
func voidHostname(state resource.PropertyMap) map[string]any {
	return map[string]any{"config": []any{map[string]any{
		"hostname": provider.String(state, "hostname"), "cert_id": provider.String(state, "certId"), "enabled": nil,
	}}}
}

// hostnameCertificate is what the edge can show to the origins of host names that say so.
var hostnameCertificate = kind{
	noun: "certificate for authenticated origin pulls of host names",
	fields: schema.Fields{
		"zoneId":       zoneID,
		"certificate":  {Type: schema.Text, Required: true, Replaces: true, Same: sameText},
		"privateKey":   text.MustBeGiven().Replacing(),
		"expiresOn":    text.OnlyComputed(),
		"issuer":       text.OnlyComputed(),
		"serialNumber": text.OnlyComputed(),
		"signature":    text.OnlyComputed(),
		"status":       text.OnlyComputed(),
		"uploadedOn":   text.OnlyComputed(),
	},
	path:     []resource.PropertyKey{"zoneId"},
	untold:   []resource.PropertyKey{"privateKey"},
	secret:   []resource.PropertyKey{"privateKey"},
	imported: []resource.PropertyKey{"zoneId", "id"},
	idOf:     toldID,
	create: func(c *call, at place, options ...option.RequestOption) error {
		var params origin_tls_client_auth.HostnameCertificateNewParams
		params.ZoneID.Value = at.zone
		_, err := origin_tls_client_auth.NewHostnameCertificateService(c.options...).New(c, params, options...)
		return err
	},
	read: func(c *call, at place, options ...option.RequestOption) error {
		var params origin_tls_client_auth.HostnameCertificateGetParams
		params.ZoneID.Value = at.zone
		_, err := origin_tls_client_auth.NewHostnameCertificateService(c.options...).Get(c, at.id, params, options...)
		return err
	},
	remove: []removal{{to: func(c *call, at place, options ...option.RequestOption) error {
		var params origin_tls_client_auth.HostnameCertificateDeleteParams
		params.ZoneID.Value = at.zone
		_, err := origin_tls_client_auth.NewHostnameCertificateService(c.options...).Delete(c, at.id, params, options...)
		return err
	}}},
}
