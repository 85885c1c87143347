package command

import (
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/provider"
)

// outputs are the properties that a run makes.
var outputs = []resource.PropertyKey{"stdout", "stderr", "assets", "archive"}

// previewed is the state that a preview shows: the inputs, and unknown outputs, for the command will run.
func previewed(inputs, last resource.PropertyMap) resource.PropertyMap {
	state := inputs.Copy()
	for _, key := range outputs {
		_, before := last[key]
		if before || key == "stdout" || key == "stderr" {
			state[key] = provider.MakeUnknown()
		}
	}
	return state
}

// carried is the state before a run: the inputs, and the outputs of the last run.
func carried(inputs, last resource.PropertyMap) resource.PropertyMap {
	state := inputs.Copy()
	state["stdout"], state["stderr"] = resource.NewProperty(""), resource.NewProperty("")
	for _, key := range outputs {
		if v, ok := last[key]; ok {
			state[key] = v
		}
	}
	return state
}
