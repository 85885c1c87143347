package cloudflare

import (
	"strings"
	"unicode"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// apiName is a property's name in the API: zone_id for zoneId.
func apiName(key resource.PropertyKey) string {
	var name strings.Builder
	for _, letter := range string(key) {
		if unicode.IsUpper(letter) {
			name.WriteByte('_')
		}
		name.WriteRune(unicode.ToLower(letter))
	}
	return name.String()
}

// propertyName is the name of a member of the API in Pulumi: zoneId for zone_id.
func propertyName(member string) resource.PropertyKey {
	words := strings.Split(member, "_")
	for i, word := range words[1:] {
		if word != "" {
			words[i+1] = strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return resource.PropertyKey(strings.Join(words, ""))
}
