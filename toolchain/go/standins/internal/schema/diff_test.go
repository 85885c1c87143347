package schema

import (
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"slipway.dev/toolchain/standins/internal/provider"
)

var (
	text   = Field{Type: Text}
	number = Field{Type: Number}
	fields = Fields{
		"name":    text.MustBeGiven(),
		"region":  text.Replacing(),
		"range":   text.OrComputed().Replacing(),
		"size":    number,
		"tags":    SetOf(text),
		"order":   ListOf(text),
		"on":      Field{Type: Flag}.OrDefault(true),
		"status":  text.OnlyComputed(),
		"labels":  SetOf(Field{Type: Text, Meaning: strings.ToLower}),
		"host":    {Type: Text, Same: func(recorded, given string) bool { return strings.HasPrefix(recorded, given) }},
		"letters": {Type: Text, Meaning: strings.ToLower},
		"data": {Type: Text, Replaces: true, Stored: func(v resource.PropertyValue) resource.PropertyValue {
			return resource.NewProperty("hash of " + v.StringValue())
		}},
		"check": {Type: Object, Fields: Fields{"port": number, "tries": number.OrDefault(3.0)}},
	}
)

type object = map[string]any

func TestDiff(t *testing.T) {
	unknown := provider.MakeUnknown()
	secret := resource.MakeSecret(resource.NewProperty("a"))
	for name, c := range map[string]struct {
		state, inputs object
		want          map[resource.PropertyKey]plugin.DiffKind
	}{
		"equal":                      {object{"name": "a", "on": true}, object{"name": "a", "on": true}, nil},
		"another text":               {object{"name": "a"}, object{"name": "b"}, diff("name", plugin.DiffUpdate)},
		"given first":                {object{}, object{"size": 1}, diff("size", plugin.DiffAdd)},
		"given no more":              {object{"size": 1}, object{}, diff("size", plugin.DiffDelete)},
		"one that replaces":          {object{"region": "a"}, object{"region": "b"}, diff("region", plugin.DiffUpdateReplace)},
		"one that is not known":      {object{"region": "a"}, object{"region": unknown}, diff("region", plugin.DiffUpdateReplace)},
		"empty is none":              {object{"size": 0, "tags": []any{}, "name": ""}, object{}, nil},
		"left to the API":            {object{"range": "10.0.0.0/8"}, object{}, nil},
		"not left to the API":        {object{"range": "a"}, object{"range": "b"}, diff("range", plugin.DiffUpdateReplace)},
		"told by the API alone":      {object{"status": "up"}, object{}, nil},
		"a set in another order":     {object{"tags": []any{"a", "b"}}, object{"tags": []any{"b", "a", "a"}}, nil},
		"a list in another order":    {object{"order": []any{"a", "b"}}, object{"order": []any{"b", "a"}}, diff("order", plugin.DiffUpdate)},
		"other letters in a set":     {object{"labels": []any{"A", "b"}}, object{"labels": []any{"B", "a"}}, nil},
		"other letters":              {object{"letters": "A"}, object{"letters": "a"}, nil},
		"recorded in another form":   {object{"data": "hash of a"}, object{"data": "a"}, nil},
		"recorded at length":         {object{"host": "www.example.com"}, object{"host": "www"}, nil},
		"recorded as it was":         {object{"data": "a"}, object{"data": "a"}, nil},
		"secret by now":              {object{"data": "hash of a"}, object{"data": secret}, nil},
		"recorded of something else": {object{"data": "hash of a"}, object{"data": "b"}, diff("data", plugin.DiffUpdateReplace)},
		"a default inside":           {object{"check": object{"port": 1, "tries": 3}}, object{"check": object{"port": 1}}, nil},
		"another value inside":       {object{"check": object{"port": 1}}, object{"check": object{"port": 2}}, diff("check", plugin.DiffUpdate)},
		"a number as text":           {object{"size": 1}, object{"size": "1"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			state, inputs := withOn(c.state), withOn(c.inputs)
			got := fields.Diff(state, inputs)
			if len(got) != len(c.want) {
				t.Fatalf("got %v, want %v", got, c.want)
			}
			for key, kind := range c.want {
				if got[key] != kind {
					t.Errorf("%s: got %v, want %v", key, got[key], kind)
				}
			}
		})
	}
}

// A live value that means the same keeps the form, order and secrecy of the known one; another takes its place.
func TestState(t *testing.T) {
	known := properties(object{"tags": []any{"b", "a"}, "name": resource.MakeSecret(resource.NewProperty("a")), "size": 1})
	live := properties(object{"tags": []any{"a", "b"}, "name": "b", "status": "up"})
	want := properties(object{
		"tags": []any{"b", "a"}, "name": resource.MakeSecret(resource.NewProperty("b")), "size": 1, "status": "up",
	})
	if got := fields.State(known, live); !got.DeepEquals(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// What the API tells stays in the preview of an update, and what no input says any more goes.
func TestUpdated(t *testing.T) {
	state := properties(object{"name": "a", "size": 1, "status": "up", "range": "r", "data": "hash of a"})
	want := properties(object{"name": "b", "status": "up", "range": "r", "data": "hash of b"})
	if got := fields.Updated(state, properties(object{"name": "b", "data": "b"})); !got.DeepEquals(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func diff(key resource.PropertyKey, kind plugin.DiffKind) map[resource.PropertyKey]plugin.DiffKind {
	return map[resource.PropertyKey]plugin.DiffKind{key: kind}
}

func withOn(values object) resource.PropertyMap {
	all := properties(values)
	all["on"] = resource.NewProperty(true)
	return all
}

func properties(values object) resource.PropertyMap { return resource.NewPropertyMapFromMap(values) }
