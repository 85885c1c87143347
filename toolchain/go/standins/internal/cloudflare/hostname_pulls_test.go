package cloudflare

import (
	"reflect"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

func TestHostnameBody(t *testing.T) {
	got := hostnamePulls.body(resource.NewPropertyMapFromMap(map[string]any{
		"zoneId":  "z",
		"configs": []any{map[string]any{"certId": "c", "enabled": false, "hostname": "app.example.com"}},
		"status":  "told by the API alone",
	}))
	want := map[string]any{
		"config": []any{map[string]any{"cert_id": "c", "enabled": false, "hostname": "app.example.com"}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestRefuseHostnames(t *testing.T) {
	config := func(hostname string) map[string]any { return map[string]any{"certId": "c", "hostname": hostname} }
	for name, c := range map[string]struct {
		id      string
		configs []any
		fails   bool
	}{
		"one":                   {configs: []any{config("a.test")}},
		"none":                  {configs: []any{}, fails: true},
		"two":                   {configs: []any{config("a.test"), config("b.test")}, fails: true},
		"without a host name":   {configs: []any{config("")}, fails: true},
		"another certificate":   {id: "a.test", configs: []any{config("a.test")}},
		"another one's by then": {id: "a.test", configs: []any{config("b.test")}, fails: true},
	} {
		t.Run(name, func(t *testing.T) {
			inputs := resource.NewPropertyMapFromMap(map[string]any{"configs": c.configs})
			if err := refuseHostnames(c.id, inputs); (err != nil) != c.fails {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestOfHostname(t *testing.T) {
	list := []any{map[string]any{"hostname": "a.test"}, map[string]any{"hostname": "b.test", "enabled": true}}
	if got, err := ofHostname(list, "b.test"); err != nil || got["enabled"] != true {
		t.Errorf("got %v, %v", got, err)
	}
	if got, err := ofHostname(list, "c.test"); err == nil {
		t.Errorf("got %v", got)
	}
}
