package docker

import (
	"context"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"slipway.dev/toolchain/standins/internal/provider"
)

// Diff compares the inputs. Every change replaces; the old object goes first when both would have to
// bear the same, explicit name.
func (p *Provider) Diff(_ context.Context, req plugin.DiffRequest) (plugin.DiffResult, error) {
	k, err := lookUp(req.Type)
	if err != nil {
		return plugin.DiffResult{}, err
	}
	old, news := k.comparable(req.OldInputs), k.comparable(req.NewInputs)
	for _, key := range k.computed {
		// Left to the engine again: what it has chosen, or was told, stays right.
		if _, given := news[key]; !given {
			delete(old, key)
		}
	}
	changed := old.Diff(news)
	if changed == nil {
		return plugin.DiffResult{Changes: plugin.DiffNone}, nil
	}
	detailed := plugin.NewDetailedDiffFromObjectDiff(changed, true)
	for path, diff := range detailed {
		detailed[path] = plugin.PropertyDiff{Kind: diff.Kind.AsReplace(), InputDiff: diff.InputDiff}
	}
	return plugin.DiffResult{
		Changes:             plugin.DiffSome,
		DetailedDiff:        detailed,
		DeleteBeforeReplace: !isDefault(req.NewInputs, "name") && old["name"].DeepEquals(news["name"]),
	}, nil
}

// comparable is the inputs as they count: without notes of Check's, without values that mean the same
// as none, and with labels, which are a set, in order of their names.
func (k kind) comparable(inputs resource.PropertyMap) resource.PropertyMap {
	kept := resource.PropertyMap{}
	for key, value := range provider.RevealMap(inputs) {
		if !k.isInput(key) || isZero(value) {
			continue
		}
		if k.shapes[key] == provider.ObjectList && value.IsArray() {
			value = sorted(value)
		}
		kept[key] = value
	}
	return kept
}

func isZero(v resource.PropertyValue) bool {
	switch {
	case v.IsNull():
		return true
	case v.IsBool():
		return !v.BoolValue()
	case v.IsString():
		return v.StringValue() == ""
	case v.IsArray():
		return len(v.ArrayValue()) == 0
	case v.IsObject():
		return len(v.ObjectValue()) == 0
	default:
		return false
	}
}

// sorted orders a set of objects by their text, and drops the notes that bridged providers leave in them.
func sorted(set resource.PropertyValue) resource.PropertyValue {
	elements := make([]resource.PropertyValue, 0, len(set.ArrayValue()))
	for _, element := range set.ArrayValue() {
		if element.IsObject() {
			object := element.ObjectValue().Copy()
			delete(object, defaulted)
			element = resource.NewProperty(object)
		}
		elements = append(elements, element)
	}
	slices.SortFunc(elements, func(a, b resource.PropertyValue) int {
		return compareText(a.String(), b.String())
	})
	return resource.NewProperty(elements)
}

func compareText(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	default:
		return 0
	}
}
