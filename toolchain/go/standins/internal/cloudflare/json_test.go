package cloudflare

import (
	"reflect"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/schema"
)

func TestNames(t *testing.T) {
	for member, property := range map[string]resource.PropertyKey{
		"name": "name", "zone_id": "zoneId", "ipv4_only": "ipv4Only", "dnssec_use_nsec3": "dnssecUseNsec3",
		"comment_modified_on": "commentModifiedOn", "original_dnshost": "originalDnshost",
	} {
		if got := propertyName(member); got != property {
			t.Errorf("propertyName(%q) = %q, want %q", member, got, property)
		}
		if got := apiName(property); got != member {
			t.Errorf("apiName(%q) = %q, want %q", property, got, member)
		}
	}
}

var someFields = schema.Fields{
	"plainText":  text,
	"meta":       text,
	"settings":   {Type: schema.Object, Fields: schema.Fields{"ipv4Only": flag}},
	"value":      {Type: schema.Any},
	"modifiedOn": text.OnlyComputed(),
}

func TestEncode(t *testing.T) {
	got := encode(someFields, resource.NewPropertyMapFromMap(map[string]any{
		"plainText":  resource.MakeSecret(resource.NewProperty("hidden")),
		"settings":   map[string]any{"ipv4Only": true, "unknownHere": 1},
		"value":      map[string]any{"as_it_is": map[string]any{"maxAge": 1.0}},
		"modifiedOn": "told by the API alone",
		"meta":       nil,
		"__defaults": []any{},
	}))
	want := map[string]any{
		"plain_text": "hidden",
		"settings":   map[string]any{"ipv4_only": true},
		"value":      map[string]any{"as_it_is": map[string]any{"maxAge": 1.0}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestDecode(t *testing.T) {
	got := decode(someFields, map[string]any{
		"plain_text": 13.0,
		"meta":       map[string]any{"auto": true},
		"settings":   map[string]any{"ipv4_only": true, "ipv6_only": nil},
		"value":      map[string]any{"max_age": 1.0},
		"other":      "not in the schema",
	}).Mappable()
	want := map[string]any{
		"plainText": "13",
		"meta":      `{"auto":true}`,
		"settings":  map[string]any{"ipv4Only": true},
		"value":     map[string]any{"max_age": 1.0},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestRenamed(t *testing.T) {
	got := renamed([]any{map[string]any{"zone_id": "z", "gone": nil, "owner": map[string]any{"legacy_id": "l"}}})
	want := []any{map[string]any{"zoneId": "z", "owner": map[string]any{"legacyId": "l"}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestQuery(t *testing.T) {
	got := query(resource.NewPropertyMapFromMap(map[string]any{
		"zoneId": "in the path", "maxItems": 3.0, "tagMatch": "any", "proxied": true,
		"name": map[string]any{"exact": "app.example.com"},
	}))
	want := map[string]string{"tag_match": "any", "proxied": "true", "name.exact": "app.example.com"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
