package cloudflare

import (
	"errors"
	"strings"

	"github.com/cloudflare/cloudflare-go/v6/dns"
	"github.com/cloudflare/cloudflare-go/v6/option"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"slipway.dev/toolchain/standins/internal/provider"
	"slipway.dev/toolchain/standins/internal/schema"
)

var dnsRecord = kind{
	noun: "DNS record",
	fields: schema.Fields{
		"zoneId": zoneID,
		"name":   {Type: schema.Text, Required: true, Same: sameName},
		"type": text.MustBeGiven().Replacing().Among("A", "AAAA", "CNAME", "MX", "NS", "OPENPGPKEY", "PTR", "TXT", "CAA",
			"CERT", "DNSKEY", "DS", "HTTPS", "LOC", "NAPTR", "SMIMEA", "SRV", "SSHFP", "SVCB", "TLSA", "URI"),
		"ttl":            number.MustBeGiven(),
		"content":        text.OrComputed(),
		"data":           {Type: schema.Object, Fields: recordData},
		"priority":       number,
		"proxied":        flag.OrDefault(false),
		"privateRouting": flag,
		"comment":        text,
		"tags":           schema.SetOf(text).OrComputed(),
		"settings": {Type: schema.Object, Computed: true, Fields: schema.Fields{
			"flattenCname": flag, "ipv4Only": flag, "ipv6Only": flag,
		}},
		"commentModifiedOn": text.OnlyComputed(),
		"createdOn":         text.OnlyComputed(),
		"meta":              text.OnlyComputed(),
		"modifiedOn":        text.OnlyComputed(),
		"proxiable":         flag.OnlyComputed(),
		"tagsModifiedOn":    text.OnlyComputed(),
	},
	path:     []resource.PropertyKey{"zoneId"},
	stable:   []resource.PropertyKey{"createdOn", "meta", "proxiable"},
	check:    checkRecord,
	refuse:   refuseRecord,
	adapt:    adaptRecord,
	settle:   settleRecord,
	idOf:     toldID,
	imported: []resource.PropertyKey{"zoneId", "id"},
	create: func(c *call, at place, options ...option.RequestOption) error {
		var params dns.RecordNewParams
		params.ZoneID.Value = at.zone
		_, err := dns.NewRecordService(c.options...).New(c, params, options...)
		return err
	},
	read: func(c *call, at place, options ...option.RequestOption) error {
		var params dns.RecordGetParams
		params.ZoneID.Value = at.zone
		_, err := dns.NewRecordService(c.options...).Get(c, at.id, params, options...)
		return err
	},
	update: func(c *call, at place, options ...option.RequestOption) error {
		var params dns.RecordUpdateParams
		params.ZoneID.Value = at.zone
		_, err := dns.NewRecordService(c.options...).Update(c, at.id, params, options...)
		return err
	},
	remove: []removal{{to: func(c *call, at place, options ...option.RequestOption) error {
		var params dns.RecordDeleteParams
		params.ZoneID.Value = at.zone
		_, err := dns.NewRecordService(c.options...).Delete(c, at.id, params, options...)
		return err
	}}},
}

// recordData are the parts of records that have more than a content; which ones depends on the type.
var recordData = schema.Fields{
	"flags": {Type: schema.Any}, "tag": text, "value": text, "algorithm": number, "certificate": text, "keyTag": number,
	"type": number, "protocol": number, "publicKey": text, "digest": text, "digestType": number, "priority": number,
	"target": text, "altitude": number, "latDegrees": number, "latDirection": text, "latMinutes": number,
	"latSeconds": number, "longDegrees": number, "longDirection": text, "longMinutes": number, "longSeconds": number,
	"precisionHorz": number, "precisionVert": number, "size": number, "order": number, "preference": number,
	"regex": text, "replacement": text, "service": text, "matchingType": number, "selector": number, "usage": number,
	"port": number, "weight": number, "fingerprint": text,
}

const most16Bits = 65_535

func checkRecord(inputs resource.PropertyMap) []plugin.CheckFailure {
	var failures []plugin.CheckFailure
	if provider.Given(inputs, "content") && provider.Given(inputs, "data") {
		failures = append(failures, plugin.CheckFailure{
			Property: "content", Reason: "content: cannot be given together with data",
		})
	}
	if priority := inputs["priority"]; priority.IsNumber() &&
		(priority.NumberValue() < 0 || priority.NumberValue() > most16Bits) {
		failures = append(failures, plugin.CheckFailure{
			Property: "priority", Reason: "priority: expected a number between 0 and 65535",
		})
	}
	return failures
}

// refuseRecord holds the one rule that the real provider has for creating, and not for updating.
func refuseRecord(id string, inputs resource.PropertyMap) error {
	if id == "" && provider.Bool(inputs, "proxied", false) && inputs["ttl"].IsNumber() && inputs["ttl"].NumberValue() != 1 {
		return errors.New("ttl must be set to 1 when `proxied` is true: When a DNS record is marked as `proxied` " +
			"the TTL must be 1 as Cloudflare will control the TTL internally.")
	}
	return nil
}

// sameName tells whether a recorded name, which the API has completed by the zone's, may be the one that is given.
func sameName(recorded, given string) bool {
	recorded, given = strings.TrimSuffix(recorded, "."), strings.TrimSuffix(given, ".")
	return recorded == given || given == "@" && strings.Contains(recorded, ".") || strings.HasPrefix(recorded, given+".")
}

func adaptRecord(found changes, req plugin.DiffRequest) {
	state, before, inputs := req.OldOutputs, req.OldInputs, req.NewInputs
	recorded, given := provider.String(state, "name"), provider.String(inputs, "name")
	// "api" and "api.eu" may both be recorded as "api.eu.example.com": what was given before tells the zone's name.
	zone, completed := strings.CutPrefix(recorded, provider.String(before, "name")+".")
	if completed && sameName(recorded, given) && given != "@" && given != recorded && given+"."+zone != recorded {
		found["name"] = plugin.DiffUpdate
	}
	if provider.String(inputs, "type") == "CNAME" &&
		strings.EqualFold(provider.String(state, "content"), provider.String(inputs, "content")) {
		delete(found, "content")
	}
}

// settleRecord drops the times of what there is not, and tells all settings of a CNAME, of which the API leaves out
// some.
func settleRecord(state resource.PropertyMap) {
	if comment := state["comment"]; comment.IsNull() || comment.IsString() && comment.StringValue() == "" {
		delete(state, "commentModifiedOn")
	}
	if tags := state["tags"]; tags.IsArray() && len(tags.ArrayValue()) == 0 {
		delete(state, "tagsModifiedOn")
	}
	if provider.String(state, "type") != "CNAME" || provider.Unknown(state["settings"]) {
		return
	}
	settings := resource.PropertyMap{}
	if state["settings"].IsObject() {
		settings = state["settings"].ObjectValue().Copy()
	}
	for _, key := range []resource.PropertyKey{"flattenCname", "ipv4Only", "ipv6Only"} {
		if !provider.Given(settings, key) {
			settings[key] = resource.NewProperty(false)
		}
	}
	state["settings"] = resource.NewProperty(settings)
}
