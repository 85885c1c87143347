package cloudflare

import (
	"github.com/cloudflare/cloudflare-go/v6/dns"
	"github.com/cloudflare/cloudflare-go/v6/option"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/schema"
)

// zoneDnssec is turned off before it is removed: the API refuses to remove it else.
var zoneDnssec = kind{
	noun: "DNSSEC",
	fields: schema.Fields{
		"zoneId":            zoneID,
		"status":            text.Among("active", "disabled"),
		"dnssecMultiSigner": flag,
		"dnssecPresigned":   flag,
		"dnssecUseNsec3":    flag,
		"algorithm":         text.OnlyComputed(),
		"digest":            text.OnlyComputed(),
		"digestAlgorithm":   text.OnlyComputed(),
		"digestType":        text.OnlyComputed(),
		"ds":                text.OnlyComputed(),
		"flags":             number.OnlyComputed(),
		"keyTag":            number.OnlyComputed(),
		"keyType":           text.OnlyComputed(),
		"modifiedOn":        text.OnlyComputed(),
		"publicKey":         text.OnlyComputed(),
	},
	path:     []resource.PropertyKey{"zoneId"},
	untold:   []resource.PropertyKey{"status"},
	imported: []resource.PropertyKey{"zoneId"},
	idOf:     zoneIsID,
	create:   editDnssec,
	read: func(c *call, at place, options ...option.RequestOption) error {
		var params dns.DNSSECGetParams
		params.ZoneID.Value = at.zone
		_, err := dns.NewDNSSECService(c.options...).Get(c, params, options...)
		return err
	},
	update: editDnssec,
	remove: []removal{
		{to: editDnssec, body: func(resource.PropertyMap) map[string]any {
			return map[string]any{"status": "disabled"}
		}},
		{to: func(c *call, at place, options ...option.RequestOption) error {
			var params dns.DNSSECDeleteParams
			params.ZoneID.Value = at.zone
			_, err := dns.NewDNSSECService(c.options...).Delete(c, params, options...)
			return err
		}},
	},
}

func editDnssec(c *call, at place, options ...option.RequestOption) error {
	var params dns.DNSSECEditParams
	params.ZoneID.Value = at.zone
	_, err := dns.NewDNSSECService(c.options...).Edit(c, params, options...)
	return err
}
