package docker

import (
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/provider"
)

// previewed is the state that a preview shows: the inputs, and unknowns for what the engine will tell.
func (k kind) previewed(inputs resource.PropertyMap) resource.PropertyMap {
	state := k.state(inputs, nil)
	for _, key := range k.computed {
		if !provider.Given(state, key) {
			state[key] = provider.MakeUnknown()
		}
	}
	return state
}

// state is what is recorded: the known properties (inputs, or the state so far), corrected by the live
// ones where they differ in meaning, so that an equal value keeps its form, order and secrecy.
func (k kind) state(known, live resource.PropertyMap) resource.PropertyMap {
	state := known.Copy()
	delete(state, defaulted)
	if k.settle != nil {
		live = k.settle(known, live)
	}
	for key, value := range live {
		if _, has := state[key]; has && k.same(key, state[key], value) {
			continue
		}
		state[key] = value
	}
	for _, key := range k.secret {
		if value, has := state[key]; has && !value.IsSecret() {
			state[key] = resource.MakeSecret(value)
		}
	}
	return state
}

func (k kind) same(key resource.PropertyKey, a, b resource.PropertyValue) bool {
	one := k.comparable(resource.PropertyMap{key: a})
	other := k.comparable(resource.PropertyMap{key: b})
	return k.isInput(key) && one.DeepEquals(other)
}

// imported are the inputs that would make the live object.
func (k kind) imported(live resource.PropertyMap) resource.PropertyMap {
	inputs := resource.PropertyMap{defaulted: textList(nil)}
	for key, value := range live {
		if k.isInput(key) && !isZero(value) {
			inputs[key] = value
		}
	}
	return inputs
}
