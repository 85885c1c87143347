package cloudflare

import (
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/provider"
	"slipway.dev/toolchain/standins/internal/schema"
)

// written is the state after a request that has brought about some inputs: these as they were given, and from the
// API's answer what they leave open.
func (k kind) written(given, live resource.PropertyMap) resource.PropertyMap {
	return k.finished(completed(k.fields, given, live))
}

func completed(fields schema.Fields, given, live resource.PropertyMap) resource.PropertyMap {
	state := given.Copy()
	for key, value := range live {
		known, has := state[key]
		switch {
		case !has:
			state[key] = value
		case fields[key].Type == schema.Object && known.IsObject() && value.IsObject():
			state[key] = resource.NewProperty(completed(fields[key].Fields, known.ObjectValue(), value.ObjectValue()))
		}
	}
	return state
}

// seen is the state after a look at the resource: what the API tells, in the form in which it is known where it means
// the same.
func (k kind) seen(known, live resource.PropertyMap) resource.PropertyMap {
	state := k.fields.State(known, live)
	for key := range state {
		if _, told := live[key]; !told && !slices.Contains(k.untold, key) && !slices.Contains(k.path, key) {
			delete(state, key)
		}
	}
	return k.finished(state)
}

// previewed is the state that an update's preview shows: what the API tells anew is unknown.
func (k kind) previewed(state, inputs resource.PropertyMap) resource.PropertyMap {
	updated := k.fields.Updated(state, inputs)
	for key, field := range k.fields {
		if field.Output && !slices.Contains(k.stable, key) {
			updated[key] = provider.MakeUnknown()
		}
	}
	return k.finished(updated)
}

func (k kind) finished(state resource.PropertyMap) resource.PropertyMap {
	if k.settle != nil {
		k.settle(state)
	}
	for _, key := range k.secret {
		if value, has := state[key]; has && !value.IsSecret() {
			state[key] = resource.MakeSecret(value)
		}
	}
	return state
}
