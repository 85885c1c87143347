package digitalocean

import (
	"context"
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	"slipway.dev/toolchain/standins/internal/provider"
)

// function looks something up; arguments are revealed.
type function func(c *call, args resource.PropertyMap) (map[string]any, error)

var functions = map[tokens.ModuleMember]function{
	"digitalocean:index/getAccount:getAccount":       getAccount,
	"digitalocean:index/getDroplet:getDroplet":       getDroplet,
	"digitalocean:index/getDroplets:getDroplets":     getDroplets,
	"digitalocean:index/getImage:getImage":           getImage,
	"digitalocean:index/getProject:getProject":       getProject,
	"digitalocean:index/getRegion:getRegion":         getRegion,
	"digitalocean:index/getRegions:getRegions":       getRegions,
	"digitalocean:index/getReservedIp:getReservedIp": getReservedIP,
	"digitalocean:index/getSizes:getSizes":           getSizes,
	"digitalocean:index/getSshKey:getSshKey":         getSSHKey,
	"digitalocean:index/getVolume:getVolume":         getVolume,
	"digitalocean:index/getVpc:getVpc":               getVPC,
}

// Invoke answers a program's question. The answer has the arguments in it, as the real provider's has.
func (p *Provider) Invoke(ctx context.Context, req plugin.InvokeRequest) (plugin.InvokeResponse, error) {
	answer, known := functions[req.Tok]
	if !known {
		return plugin.InvokeResponse{}, fmt.Errorf(
			"function %s is not served by this stand-in of the digitalocean provider: it knows %s only",
			req.Tok, names(functions))
	}
	c, release, err := p.call(ctx, 0, 0)
	if err != nil {
		return plugin.InvokeResponse{}, err
	}
	defer release()
	args := provider.RevealMap(req.Args)
	found, err := answer(c, args)
	if err != nil {
		return plugin.InvokeResponse{}, fmt.Errorf("invoking %s: %w", req.Tok, err)
	}
	properties := args.Copy()
	for key, value := range outputs(found) {
		properties[key] = value
	}
	return plugin.InvokeResponse{Properties: properties}, nil
}

// only is the one of some things that matches.
func only[T any](plural, described string, all []T, matches func(T) bool) (T, error) {
	var found []T
	for _, one := range all {
		if matches(one) {
			found = append(found, one)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		var none T
		return none, fmt.Errorf("no %s found with %s", plural, described)
	default:
		return found[0], fmt.Errorf("too many %s found with %s (found %d, expected 1)", plural, described, len(found))
	}
}
