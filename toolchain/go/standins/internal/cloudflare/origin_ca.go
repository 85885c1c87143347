package cloudflare

import (
	"slices"

	"github.com/cloudflare/cloudflare-go/v6/option"
	"github.com/cloudflare/cloudflare-go/v6/origin_ca_certificates"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"slipway.dev/toolchain/standins/internal/schema"
)

// originCaCertificate cannot be changed: everything in it replaces.
var originCaCertificate = kind{
	noun: "origin CA certificate",
	fields: schema.Fields{
		"csr":               text.MustBeGiven().Replacing(),
		"hostnames":         schema.ListOf(text).MustBeGiven().Replacing(),
		"requestType":       text.MustBeGiven().Replacing().Among("origin-rsa", "origin-ecc", "keyless-certificate"),
		"requestedValidity": number.Replacing().OrDefault(validities[len(validities)-1]),
		"certificate":       text.OnlyComputed(),
		"expiresOn":         text.OnlyComputed(),
	},
	untold:   []resource.PropertyKey{"csr", "requestedValidity"},
	imported: []resource.PropertyKey{"id"},
	check:    checkValidity,
	idOf:     toldID,
	create: func(c *call, _ place, options ...option.RequestOption) error {
		var params origin_ca_certificates.OriginCACertificateNewParams
		_, err := origin_ca_certificates.NewOriginCACertificateService(c.options...).New(c, params, options...)
		return err
	},
	read: func(c *call, at place, options ...option.RequestOption) error {
		_, err := origin_ca_certificates.NewOriginCACertificateService(c.options...).Get(c, at.id, options...)
		return err
	},
	remove: []removal{{to: func(c *call, at place, options ...option.RequestOption) error {
		_, err := origin_ca_certificates.NewOriginCACertificateService(c.options...).Delete(c, at.id, options...)
		return err
	}}},
}

// validities are the days for which a certificate can be had; the longest is the default.
var validities = []float64{7, 30, 90, 365, 730, 1095, 5475}

func checkValidity(inputs resource.PropertyMap) []plugin.CheckFailure {
	if days := inputs["requestedValidity"]; !days.IsNumber() || slices.Contains(validities, days.NumberValue()) {
		return nil
	}
	return []plugin.CheckFailure{{
		Property: "requestedValidity",
		Reason:   "requestedValidity: expected one of 7, 30, 90, 365, 730, 1095, 5475 (days)",
	}}
}
