package cloudflare

import (
	"strings"

	"github.com/cloudflare/cloudflare-go/v6/option"
	"github.com/cloudflare/cloudflare-go/v6/origin_tls_client_auth"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/schema"
)

// originPullsSettings is there as long as its zone: making it changes it, and removing it leaves it as it is.
var originPullsSettings = kind{
	noun:     "setting of authenticated origin pulls",
	fields:   schema.Fields{"zoneId": zoneID, "enabled": flag.MustBeGiven()},
	path:     []resource.PropertyKey{"zoneId"},
	imported: []resource.PropertyKey{"zoneId"},
	idOf:     zoneIsID,
	create:   putOriginPulls,
	read: func(c *call, at place, options ...option.RequestOption) error {
		var params origin_tls_client_auth.SettingGetParams
		params.ZoneID.Value = at.zone
		_, err := origin_tls_client_auth.NewSettingService(c.options...).Get(c, params, options...)
		return err
	},
	update: putOriginPulls,
}

func putOriginPulls(c *call, at place, options ...option.RequestOption) error {
	var params origin_tls_client_auth.SettingUpdateParams
	params.ZoneID.Value = at.zone
	_, err := origin_tls_client_auth.NewSettingService(c.options...).Update(c, params, options...)
	return err
}

// originPullsCertificate is what the edge shows to a zone's origins. Another key without another certificate is not
// told to the API: neither does the real provider.
var originPullsCertificate = kind{
	noun: "certificate for authenticated origin pulls",
	fields: schema.Fields{
		"zoneId":        zoneID,
		"certificate":   {Type: schema.Text, Required: true, Replaces: true, Same: sameText},
		"privateKey":    text.MustBeGiven(),
		"certificateId": text.OnlyComputed(),
		"enabled":       flag.OnlyComputed(),
		"expiresOn":     text.OnlyComputed(),
		"issuer":        text.OnlyComputed(),
		"serialNumber":  text.OnlyComputed(),
		"signature":     text.OnlyComputed(),
		"status":        text.OnlyComputed(),
		"uploadedOn":    text.OnlyComputed(),
	},
	path:     []resource.PropertyKey{"zoneId"},
	untold:   []resource.PropertyKey{"privateKey", "certificateId"},
	secret:   []resource.PropertyKey{"privateKey"},
	imported: []resource.PropertyKey{"zoneId", "certificateId"},
	idOf:     toldID,
	create: func(c *call, at place, options ...option.RequestOption) error {
		var params origin_tls_client_auth.ZoneCertificateNewParams
		params.ZoneID.Value = at.zone
		_, err := origin_tls_client_auth.NewZoneCertificateService(c.options...).New(c, params, options...)
		return err
	},
	read: func(c *call, at place, options ...option.RequestOption) error {
		var params origin_tls_client_auth.ZoneCertificateGetParams
		params.ZoneID.Value = at.zone
		_, err := origin_tls_client_auth.NewZoneCertificateService(c.options...).Get(c, at.id, params, options...)
		return err
	},
	remove: []removal{{to: func(c *call, at place, options ...option.RequestOption) error {
		var params origin_tls_client_auth.ZoneCertificateDeleteParams
		params.ZoneID.Value = at.zone
		_, err := origin_tls_client_auth.NewZoneCertificateService(c.options...).Delete(c, at.id, params, options...)
		return err
	}}},
}

// sameText tells whether two PEM texts differ only in the lines' ends after them.
func sameText(one, other string) bool {
	return strings.TrimRight(one, "\n") == strings.TrimRight(other, "\n")
}
