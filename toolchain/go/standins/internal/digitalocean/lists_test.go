package digitalocean

import (
	"slices"
	"strings"
	"testing"
)

func TestChosen(t *testing.T) {
	for name, c := range map[string]struct {
		args map[string]any
		want string
		err  string
	}{
		"all":         {args: map[string]any{}, want: "b a c"},
		"exactly":     {args: filters("slug", "", "a"), want: "a"},
		"one of them": {args: filters("slug", "exact", "a", "c"), want: "a c"},
		"a number":    {args: filters("price_monthly", "", "6.0"), want: "b c"},
		"in a list":   {args: filters("regions", "", "fra1"), want: "b a"},
		"a part":      {args: filters("regions", "substring", "ams"), want: "a c"},
		"a pattern":   {args: filters("slug", "re", "^[bc]$"), want: "b c"},
		"none":        {args: filters("slug", "", "d"), want: ""},
		"no such key": {args: filters("colour", "", "red"), err: "field 'colour' does not exist in record schema"},
		"no pattern":  {args: filters("slug", "re", "["), err: "unable to parse value as regular expression"},
		"all of them": {args: map[string]any{"filters": []any{map[string]any{
			"key": "regions", "values": []any{"fra1", "ams3"}, "all": true,
		}}}, want: "a"},
		"in order": {args: map[string]any{"sorts": []any{
			map[string]any{"key": "price_monthly", "direction": "desc"}, map[string]any{"key": "slug", "direction": "asc"},
		}}, want: "a b c"},
	} {
		t.Run(name, func(t *testing.T) {
			found, err := chosen(outputs(c.args), []map[string]any{
				{"slug": "b", "priceMonthly": 6.0, "regions": []any{"fra1"}},
				{"slug": "a", "priceMonthly": 12.0, "regions": []any{"fra1", "ams3"}},
				{"slug": "c", "priceMonthly": 6.0, "regions": []any{"ams3"}},
			})
			if err != nil || c.err != "" {
				if err == nil || c.err == "" || !strings.Contains(err.Error(), c.err) {
					t.Fatalf("got error %v, want %q", err, c.err)
				}
				return
			}
			slugs := []string{}
			for _, one := range found {
				slugs = append(slugs, one.(map[string]any)["slug"].(string))
			}
			if !slices.Equal(slugs, strings.Fields(c.want)) {
				t.Errorf("got %v, want %s", slugs, c.want)
			}
		})
	}
}

func filters(key, matchBy string, values ...any) map[string]any {
	by := map[string]any{"key": key, "values": values}
	if matchBy != "" {
		by["matchBy"] = matchBy
	}
	return map[string]any{"filters": []any{by}}
}
