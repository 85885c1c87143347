package schema

import (
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"slipway.dev/toolchain/standins/internal/provider"
)

const (
	nameSeparator = "-"
	suffixLength  = 7
)

// Autoname says how a resource gets a name that the program does not give.
type Autoname struct {
	// Limit is the longest name that there can be.
	Limit int
	// Transform brings it into a form that the API takes; nil: as it is.
	Transform func(string) string
}

// name keeps the name that an earlier check made up, or makes one as the engine's settings ask.
func (a *Autoname) name(req plugin.CheckRequest) (string, *plugin.CheckFailure) {
	if old := provider.String(req.Olds, "name"); old != "" && IsDefault(req.Olds, "name") {
		return old, nil
	}
	if req.Autonaming != nil {
		if req.Autonaming.Mode == plugin.AutonamingModeDisabled {
			return "", &plugin.CheckFailure{
				Property: "name", Reason: "name: required, because automatic naming is disabled for this stack",
			}
		}
		return a.transformed(req.Autonaming.ProposedName), nil
	}
	name, err := resource.NewUniqueName(req.RandomSeed, req.Name+nameSeparator, suffixLength, a.Limit, nil)
	if err != nil {
		return "", &plugin.CheckFailure{Property: "name", Reason: err.Error()}
	}
	return a.transformed(name), nil
}

func (a *Autoname) transformed(name string) string {
	if a.Transform == nil {
		return name
	}
	return a.Transform(name)
}

// IsDefault tells whether an input was filled in by Check rather than given by the program.
func IsDefault(inputs resource.PropertyMap, key resource.PropertyKey) bool {
	return slices.Contains(provider.Strings(inputs, defaulted), string(key))
}
