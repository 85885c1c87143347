package digitalocean

import (
	"crypto/rand"
	"encoding/hex"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
)

// uniqueID is the id of something that the API has no id for: the time, to be sorted by, and chance.
func uniqueID(prefix string) string {
	random := make([]byte, 4)
	_, _ = rand.Read(random) // never fails
	return prefix + time.Now().UTC().Format("20060102150405") + hex.EncodeToString(random)
}

// checkNotEmpty reports an input that is given and empty.
func checkNotEmpty(inputs resource.PropertyMap, key resource.PropertyKey) []plugin.CheckFailure {
	if value := inputs[key]; value.IsString() && value.StringValue() == "" {
		return []plugin.CheckFailure{{Property: key, Reason: string(key) + ": must not be empty"}}
	}
	return nil
}

// notServed reports an input of the real provider that would be silently without effect here.
func notServed(key resource.PropertyKey) plugin.CheckFailure {
	return plugin.CheckFailure{
		Property: key, Reason: string(key) + ": not served by this stand-in of the digitalocean provider",
	}
}
