package cloudflare

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
)

// The recorded name is the whole one after a look at the API; the program may give less.
func TestRecordNameChanges(t *testing.T) {
	for name, c := range map[string]struct {
		recorded, before, given string
		changed                 bool
	}{
		"as it was given":                    {"app", "app", "app", false},
		"completed by the API":               {"app.example.com", "app", "app", false},
		"now given whole":                    {"app.example.com", "app", "app.example.com", false},
		"with the root's full stop":          {"app.example.com", "app.example.com", "app.example.com.", false},
		"the zone itself":                    {"example.com", "@", "@", false},
		"another one":                        {"app.example.com", "app", "web", true},
		"shorter by a label":                 {"api.eu.example.com", "api.eu", "api", true},
		"longer by a label":                  {"api.example.com", "api", "api.eu", true},
		"the zone itself in another's place": {"app.example.com", "app", "web.example.com", true},
		// Without a word of the zone's name the real provider takes it for the same, too.
		"shorter, after an import": {"api.eu.example.com", "api.eu.example.com", "api", false},
	} {
		t.Run(name, func(t *testing.T) {
			properties := func(name string) resource.PropertyMap {
				return resource.NewPropertyMapFromMap(map[string]any{
					"zoneId": "z", "type": "A", "ttl": 1.0, "content": "203.0.113.5", "name": name,
				})
			}
			found := dnsRecord.changes(plugin.DiffRequest{
				OldOutputs: properties(c.recorded), OldInputs: properties(c.before), NewInputs: properties(c.given),
			})
			if _, changed := found["name"]; changed != c.changed || len(found) > 1 {
				t.Errorf("got %v, want a change of the name: %v", found, c.changed)
			}
		})
	}
}

func TestImportIDs(t *testing.T) {
	for named, want := range map[string]struct {
		k     kind
		id    string
		zone  string
		fails bool
	}{
		"z/r":   {k: dnsRecord, id: "r", zone: "z"},
		"r":     {k: dnsRecord, fails: true},
		"z/":    {k: dnsRecord, fails: true},
		"z/ssl": {k: zoneSetting, id: "ssl", zone: "z"},
		"z":     {k: zoneDnssec, id: "z", zone: "z"},
		"z/c":   {k: originPullsCertificate, id: "c", zone: "z"},
		"z/h":   {k: hostnamePulls, id: "h", zone: "z"},
		"z/k":   {k: hostnameCertificate, id: "k", zone: "z"},
		"123":   {k: originCaCertificate, id: "123"},
		"z/r/x": {k: dnsRecord, fails: true},
	} {
		id, known, err := want.k.locate(named)
		if (err != nil) != want.fails || id != want.id || want.k.at(id, known).zone != want.zone {
			t.Errorf("%s: got %q, %v, %v", named, id, known, err)
		}
	}
}
