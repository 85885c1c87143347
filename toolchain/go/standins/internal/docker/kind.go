package docker

import (
	"context"
	"errors"

	"github.com/docker/docker/client"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	"slipway.dev/toolchain/standins/internal/provider"
)

// kind is all that the provider knows of one resource type. Every input of every kind replaces when it
// changes: the engine has no call that alters one of these objects.
type kind struct {
	noun     string // in error messages
	shapes   map[resource.PropertyKey]provider.Shape
	defaults resource.PropertyMap
	// computed are outputs that only the engine tells, unless an input has fixed them.
	computed []resource.PropertyKey
	// secret are outputs that are always secret.
	secret []resource.PropertyKey
	// check reports what is wrong beyond shapes; inputs are revealed.
	check func(inputs resource.PropertyMap) []plugin.CheckFailure

	create func(ctx context.Context, api client.APIClient, inputs resource.PropertyMap) (id string, err error)
	// read tells the live properties, in the form of outputs, or errGone.
	read   func(ctx context.Context, api client.APIClient, id string) (resource.PropertyMap, error)
	remove func(ctx context.Context, api client.APIClient, id string) error
	// settle fits live properties to the form in which the program gave them; nil: as they are.
	settle func(known, live resource.PropertyMap) resource.PropertyMap
	// noImport says why an object of this kind can't be imported; empty if it can.
	noImport string
}

// errGone says that the engine no longer has the object.
var errGone = errors.New("gone")

var kinds = map[tokens.Type]kind{
	"docker:index/network:Network":             network,
	"docker:index/volume:Volume":               volume,
	"docker:index/secret:Secret":               secret,
	"docker:index/serviceConfig:ServiceConfig": serviceConfig,
}

// isComputed tells whether the engine fills a property in when no input does.
func (k kind) isComputed(key resource.PropertyKey) bool {
	for _, computed := range k.computed {
		if computed == key {
			return true
		}
	}
	return false
}

// isInput tells whether a property can be set by the program.
func (k kind) isInput(key resource.PropertyKey) bool {
	_, ok := k.shapes[key]
	return ok
}
