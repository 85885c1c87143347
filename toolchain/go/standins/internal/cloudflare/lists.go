package cloudflare

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"

	"github.com/cloudflare/cloudflare-go/v6/dns"
	"github.com/cloudflare/cloudflare-go/v6/option"
	"github.com/cloudflare/cloudflare-go/v6/zones"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/provider"
)

// usualItems is how many items a list has at most where the program does not say.
const usualItems = 1000

// page fetches one page of a list with the vendor's client; gives the answer as it came.
type page func(c *call, zone string, options ...option.RequestOption) (string, error)

// list fetches the items of a list, page after page, up to a number of items; 0: the usual one.
func (c *call) list(fetch page, zone string, query map[string]string, most int) ([]any, error) {
	if most <= 0 {
		most = usualItems
	}
	items := []any{}
	for number := 1; len(items) < most; number++ {
		var res *http.Response
		options := []option.RequestOption{option.WithResponseInto(&res), option.WithQuery("page", strconv.Itoa(number))}
		for key, value := range query {
			options = append(options, option.WithQuery(key, value))
		}
		text, err := fetch(c, zone, options...)
		if err := failure(err, res); err != nil {
			return nil, err
		}
		var answer struct {
			Result []any `json:"result"`
			Info   struct {
				Pages int `json:"total_pages"`
			} `json:"result_info"`
		}
		if err := json.Unmarshal([]byte(text), &answer); err != nil {
			return nil, fmt.Errorf("failed to unmarshal http request: %w", err)
		}
		items = append(items, answer.Result...)
		if number >= answer.Info.Pages {
			break
		}
	}
	return items[:min(len(items), most)], nil
}

func listZones(c *call, _ string, options ...option.RequestOption) (string, error) {
	found, err := zones.NewZoneService(c.options...).List(c, zones.ZoneListParams{}, options...)
	if err != nil {
		return "", err
	}
	return found.JSON.RawJSON(), nil
}

func listRecords(c *call, zone string, options ...option.RequestOption) (string, error) {
	var params dns.RecordListParams
	params.ZoneID.Value = zone
	found, err := dns.NewRecordService(c.options...).List(c, params, options...)
	if err != nil {
		return "", err
	}
	return found.JSON.RawJSON(), nil
}

// query is a function's arguments as the API's: those in an object with a full stop, as in name.exact.
func query(args resource.PropertyMap) map[string]string {
	asked := map[string]string{}
	for key, value := range args {
		switch {
		case key == "zoneId" || key == "maxItems":
			continue
		case value.IsObject():
			for inner, text := range query(value.ObjectValue()) {
				asked[apiName(key)+"."+inner] = text
			}
		case value.IsBool():
			asked[apiName(key)] = strconv.FormatBool(value.BoolValue())
		case value.IsString():
			asked[apiName(key)] = value.StringValue()
		}
	}
	return asked
}

// limit is how many items a program wants at most; 0: it does not say.
func limit(args resource.PropertyMap) int {
	if most := provider.Reveal(args["maxItems"]); most.IsNumber() {
		return int(most.NumberValue())
	}
	return 0
}
