package cloudflare

import (
	"github.com/cloudflare/cloudflare-go/v6/option"
	"github.com/cloudflare/cloudflare-go/v6/zones"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/provider"
	"slipway.dev/toolchain/standins/internal/schema"
)

// zoneSetting is there as long as its zone: making it changes it, and removing it leaves it as it is.
var zoneSetting = kind{
	noun: "zone setting",
	fields: schema.Fields{
		"zoneId":        zoneID,
		"settingId":     text.MustBeGiven().Replacing(),
		"value":         schema.Field{Type: schema.Any}.MustBeGiven(),
		"enabled":       flag.OrComputed(),
		"editable":      flag.OnlyComputed(),
		"modifiedOn":    text.OnlyComputed(),
		"timeRemaining": number.OnlyComputed(),
	},
	path:     []resource.PropertyKey{"zoneId", "settingId"},
	imported: []resource.PropertyKey{"zoneId", "settingId"},
	idOf: func(inputs resource.PropertyMap, _ map[string]any) string {
		return provider.String(inputs, "settingId")
	},
	create: editSetting,
	read: func(c *call, at place, options ...option.RequestOption) error {
		var params zones.SettingGetParams
		params.ZoneID.Value = at.zone
		_, err := zones.NewSettingService(c.options...).Get(c, at.id, params, options...)
		return err
	},
	update:  editSetting,
	patches: true,
}

func editSetting(c *call, at place, options ...option.RequestOption) error {
	var params zones.SettingEditParams
	params.ZoneID.Value = at.zone
	_, err := zones.NewSettingService(c.options...).Edit(c, at.id, params, options...)
	return err
}
