package schema

import (
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"slipway.dev/toolchain/standins/internal/provider"
)

// Diff compares what is recorded of a resource with new inputs. What an input says no more, and the API fills in, stays
// as it is.
func (f Fields) Diff(state, inputs resource.PropertyMap) map[resource.PropertyKey]plugin.DiffKind {
	changes := map[resource.PropertyKey]plugin.DiffKind{}
	for key, field := range f {
		given := provider.Given(inputs, key)
		if field.Output || !given && field.Computed || field.recordedAs(state[key], inputs[key]) {
			continue
		}
		kind := plugin.DiffUpdate
		if !provider.Given(state, key) {
			kind = plugin.DiffAdd
		} else if !given {
			kind = plugin.DiffDelete
		}
		if field.Replaces {
			kind = kind.AsReplace()
		}
		changes[key] = kind
	}
	return changes
}

// recordedAs tells whether a state is what an input leads to.
func (f Field) recordedAs(state, input resource.PropertyValue) bool {
	return f.same(state, input) || f.Stored != nil && f.same(state, f.stored(input))
}

// Result is the answer to the engine for some changes. The old resource goes first where both would have to bear the
// same explicit name.
func Result(
	changes map[resource.PropertyKey]plugin.DiffKind, req plugin.DiffRequest,
) plugin.DiffResult {
	if len(changes) == 0 {
		return plugin.DiffResult{Changes: plugin.DiffNone}
	}
	result := plugin.DiffResult{Changes: plugin.DiffSome, DetailedDiff: map[string]plugin.PropertyDiff{}}
	for key, kind := range changes {
		result.DetailedDiff[string(key)] = plugin.PropertyDiff{Kind: kind}
		result.ChangedKeys = append(result.ChangedKeys, key)
		if kind.IsReplace() {
			result.ReplaceKeys = append(result.ReplaceKeys, key)
		}
	}
	name := provider.String(req.NewInputs, "name")
	result.DeleteBeforeReplace = len(result.ReplaceKeys) > 0 && name != "" && !IsDefault(req.NewInputs, "name") &&
		name == provider.String(req.OldOutputs, "name")
	return result
}
