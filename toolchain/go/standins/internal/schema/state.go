package schema

import (
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/provider"
)

// Recorded is the form that inputs have in the state.
func (f Fields) Recorded(inputs resource.PropertyMap) resource.PropertyMap {
	state := resource.PropertyMap{}
	for key, value := range inputs {
		if field, known := f[key]; known && !value.IsNull() {
			state[key] = field.stored(value)
		}
	}
	return state
}

// stored keeps secret what is, and leaves unknown what is not known.
func (f Field) stored(v resource.PropertyValue) resource.PropertyValue {
	switch {
	case f.Stored == nil || v.IsNull() || provider.Unknown(v):
		return v
	case v.IsSecret():
		return resource.MakeSecret(f.stored(v.SecretValue().Element))
	default:
		return f.Stored(v)
	}
}

// State is what is recorded: the known properties, corrected by the live ones where they differ in meaning, so that an
// equal value keeps its form, order and secrecy.
func (f Fields) State(known, live resource.PropertyMap) resource.PropertyMap {
	state := known.Copy()
	delete(state, defaulted)
	for key, value := range live {
		before, has := state[key]
		switch field := f[key]; {
		case has && !provider.Unknown(before) && field.same(before, value):
			continue
		case has && before.ContainsSecrets():
			state[key] = resource.MakeSecret(value)
		default:
			state[key] = value
		}
	}
	return state
}

// Created is the state that the preview of a creation shows: what only the API tells is unknown.
func (f Fields) Created(inputs resource.PropertyMap) resource.PropertyMap {
	state := f.Recorded(inputs)
	for key, field := range f {
		if (field.Output || field.Computed) && !provider.Given(state, key) {
			state[key] = provider.MakeUnknown()
		}
	}
	return state
}

// Updated is the state that the preview of an update shows, and that an update starts from: what no input says is as it
// was, if it is the API that tells it.
func (f Fields) Updated(state, inputs resource.PropertyMap) resource.PropertyMap {
	updated := f.Recorded(inputs)
	for key, field := range f {
		if value, has := state[key]; has && (field.Output || field.Computed) && !provider.Given(updated, key) {
			updated[key] = value
		}
	}
	return updated
}

// Imported are the inputs that would make the live resource.
func (f Fields) Imported(live resource.PropertyMap) resource.PropertyMap {
	inputs := resource.PropertyMap{defaulted: textList(nil)}
	for key, value := range live {
		if field, known := f[key]; known && !field.Output && (field.Required || !isZero(value)) {
			inputs[key] = value
		}
	}
	return inputs
}

// Refreshed are the inputs of before, with those that the live resource no longer obeys as they are now: a program that
// ignores changes of them must not see any.
func (f Fields) Refreshed(inputs, live resource.PropertyMap) resource.PropertyMap {
	refreshed := inputs.Copy()
	for key, value := range live {
		if before, has := inputs[key]; has && !f[key].recordedAs(value, before) {
			refreshed[key] = value
		}
	}
	return refreshed
}
