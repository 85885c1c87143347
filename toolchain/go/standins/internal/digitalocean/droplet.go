package digitalocean

import (
	"crypto/sha1"
	"encoding/hex"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"slipway.dev/toolchain/standins/internal/provider"
	"slipway.dev/toolchain/standins/internal/schema"
)

var droplet = kind{
	noun: "droplet",
	fields: schema.Fields{
		"backupPolicy": {Type: schema.Object, Fields: schema.Fields{
			"plan":    text.Among("daily", "weekly"),
			"weekday": text.Among("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"),
			"hour":    number,
		}},
		"backups":            flag.OrDefault(false),
		"createdAt":          text.OnlyComputed(),
		"disk":               number.OnlyComputed(),
		"dropletAgent":       flag.Replacing(),
		"dropletUrn":         text.OnlyComputed(),
		"gpuPartitionMode":   text.Replacing(),
		"gracefulShutdown":   flag.OrDefault(false),
		"image":              text.MustBeGiven().Replacing(),
		"ipv4Address":        text.OnlyComputed(),
		"ipv4AddressPrivate": text.OnlyComputed(),
		"ipv6":               flag.OrDefault(false),
		"ipv6Address":        text.OrComputed(),
		"locked":             flag.OnlyComputed(),
		"memory":             number.OnlyComputed(),
		"monitoring":         flag.OrDefault(false).Replacing(),
		"name":               text.MustBeGiven(),
		"priceHourly":        number.OnlyComputed(),
		"priceMonthly":       number.OnlyComputed(),
		"privateNetworking":  flag.OrComputed(),
		"publicNetworking":   flag.OrComputed().Replacing(),
		"region":             slug.OrComputed().Replacing(),
		"resizeDisk":         flag.OrDefault(true),
		"size":               slug.MustBeGiven(),
		"sshKeys":            texts.Replacing(),
		"status":             text.OnlyComputed(),
		"tags":               tags,
		"userData":           {Type: schema.Text, Replaces: true, Stored: hashed},
		"vcpus":              number.OnlyComputed(),
		"volumeIds":          texts.OrComputed(),
		"vpcUuid":            text.OrComputed().Replacing(),
	},
	autoname: named,
	check:    checkDroplet,
	changes: func(found changes, state, inputs resource.PropertyMap) error {
		// There is no way to take IPv6 away.
		if _, changed := found["ipv6"]; changed && !provider.Bool(inputs, "ipv6", false) {
			found["ipv6"] = found["ipv6"].AsReplace()
		}
		return nil
	},
	limits: limits{create: time.Hour, update: time.Hour, remove: time.Minute},
	create: createDroplet,
	update: updateDroplet,
	read:   readDroplet,
	remove: removeDroplet,
}

// hashed is how user data is recorded: it may hold what nobody should read in a state.
func hashed(v resource.PropertyValue) resource.PropertyValue {
	sum := sha1.Sum([]byte(v.StringValue()))
	return resource.NewProperty(hex.EncodeToString(sum[:]))
}

func checkDroplet(inputs resource.PropertyMap) []plugin.CheckFailure {
	var failures []plugin.CheckFailure
	for _, key := range []resource.PropertyKey{"image", "name", "region", "size", "userData", "vpcUuid"} {
		failures = append(failures, checkNotEmpty(inputs, key)...)
	}
	if provider.Given(inputs, "backupPolicy") && inputs["backups"].IsBool() && !inputs["backups"].BoolValue() {
		failures = append(failures, plugin.CheckFailure{
			Property: "backupPolicy", Reason: "backup_policy can only be set when backups are enabled",
		})
	}
	if public := inputs["publicNetworking"]; public.IsBool() && !public.BoolValue() {
		failures = append(failures, notServed("publicNetworking"))
	}
	if provider.Given(inputs, "gpuPartitionMode") {
		failures = append(failures, notServed("gpuPartitionMode"))
	}
	return failures
}
