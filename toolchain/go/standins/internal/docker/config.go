package docker

import (
	"context"
	"encoding/base64"

	"github.com/docker/docker/api/types/swarm"
	"github.com/docker/docker/client"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"slipway.dev/toolchain/standins/internal/provider"
)

var serviceConfig = kind{
	noun: "config",
	shapes: map[resource.PropertyKey]provider.Shape{
		"data": provider.Text, "dataRaw": provider.Text, "labels": provider.ObjectList, "name": provider.Text,
	},
	check: func(inputs resource.PropertyMap) []plugin.CheckFailure {
		failures := append(checkLabels(inputs), checkBase64(inputs)...)
		if provider.Given(inputs, "data") == provider.Given(inputs, "dataRaw") {
			failures = append(failures, plugin.CheckFailure{
				Property: "data", Reason: "exactly one of data and dataRaw is required",
			})
		}
		return failures
	},
	create: func(ctx context.Context, api client.APIClient, inputs resource.PropertyMap) (string, error) {
		data := []byte(provider.String(inputs, "dataRaw"))
		if provider.Given(inputs, "data") {
			var err error
			if data, err = base64.StdEncoding.DecodeString(provider.String(inputs, "data")); err != nil {
				return "", err
			}
		}
		created, err := api.ConfigCreate(ctx, swarm.ConfigSpec{
			Annotations: swarm.Annotations{Name: provider.String(inputs, "name"), Labels: labels(inputs)},
			Data:        data,
		})
		return created.ID, err
	},
	read: func(ctx context.Context, api client.APIClient, id string) (resource.PropertyMap, error) {
		found, _, err := api.ConfigInspectWithRaw(ctx, id)
		if err != nil {
			return nil, gone(err)
		}
		live := resource.PropertyMap{
			"name": resource.NewProperty(found.Spec.Name),
			"data": resource.NewProperty(base64.StdEncoding.EncodeToString(found.Spec.Data)),
		}
		return withLabels(live, found.Spec.Labels), nil
	},
	remove: func(ctx context.Context, api client.APIClient, id string) error {
		return gone(api.ConfigRemove(ctx, id))
	},
	settle: rawWhereGivenRaw,
}

// rawWhereGivenRaw shows the live data as plain text to a program that has given it so.
func rawWhereGivenRaw(known, live resource.PropertyMap) resource.PropertyMap {
	if !provider.Given(known, "dataRaw") || !live["data"].IsString() {
		return live
	}
	data, err := base64.StdEncoding.DecodeString(live["data"].StringValue())
	if err != nil {
		return live
	}
	settled := live.Copy()
	delete(settled, "data")
	settled["dataRaw"] = resource.NewProperty(string(data))
	return settled
}
