package digitalocean

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// query is how a function that answers with a list is asked to choose and order.
type query struct {
	Filters []filter `json:"filters"`
	Sorts   []order  `json:"sorts"`
}

type filter struct {
	Key     string   `json:"key"`
	Values  []string `json:"values"`
	All     bool     `json:"all"`
	MatchBy string   `json:"matchBy"`
}

type order struct {
	Key       string `json:"key"`
	Direction string `json:"direction"`
}

// chosen are the records that every filter lets through, in the order asked for.
func chosen(args resource.PropertyMap, records []map[string]any) ([]any, error) {
	asked, err := decode[query](args)
	if err != nil {
		return nil, err
	}
	for _, by := range asked.Filters {
		if records, err = by.apply(records); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(records, func(a, b map[string]any) int {
		for _, by := range asked.Sorts {
			key := camelCase(by.Key)
			result := compare(a[key], b[key])
			if strings.EqualFold(by.Direction, "desc") {
				result = -result
			}
			if result != 0 {
				return result
			}
		}
		return 0
	})
	return list(records), nil
}

func (f filter) apply(records []map[string]any) ([]map[string]any, error) {
	var kept []map[string]any
	for _, record := range records {
		value, known := record[camelCase(f.Key)]
		if !known {
			return nil, fmt.Errorf("field '%s' does not exist in record schema", f.Key)
		}
		passes, err := f.passes(value)
		if err != nil {
			return nil, err
		}
		if passes {
			kept = append(kept, record)
		}
	}
	return kept, nil
}

func (f filter) passes(value any) (bool, error) {
	passes := f.All
	for _, wanted := range f.Values {
		matches, err := f.matches(value, wanted)
		if err != nil {
			return false, err
		}
		if f.All {
			passes = passes && matches
		} else {
			passes = passes || matches
		}
	}
	return passes, nil
}

// matches tells whether a value, or one of a list, is as wanted.
func (f filter) matches(value any, wanted string) (bool, error) {
	if values, ok := value.([]any); ok {
		for _, one := range values {
			if matches, err := f.matches(one, wanted); matches || err != nil {
				return matches, err
			}
		}
		return false, nil
	}
	shown := fmt.Sprint(value)
	switch f.MatchBy {
	case "substring":
		return strings.Contains(shown, wanted), nil
	case "re":
		pattern, err := regexp.Compile(wanted)
		if err != nil {
			return false, fmt.Errorf("unable to parse value as regular expression: %s: %w", wanted, err)
		}
		return pattern.MatchString(shown), nil
	default:
		if number, err := strconv.ParseFloat(wanted, 64); err == nil && isNumber(value) {
			return toNumber(value) == number, nil
		}
		return shown == wanted, nil
	}
}

func compare(a, b any) int {
	if isNumber(a) && isNumber(b) {
		switch one, other := toNumber(a), toNumber(b); {
		case one < other:
			return -1
		case one > other:
			return 1
		default:
			return 0
		}
	}
	return strings.Compare(fmt.Sprint(a), fmt.Sprint(b))
}

func isNumber(value any) bool {
	switch value.(type) {
	case int, float64:
		return true
	default:
		return false
	}
}

func toNumber(value any) float64 {
	if whole, ok := value.(int); ok {
		return float64(whole)
	}
	number, _ := value.(float64)
	return number
}

// camelCase is a property's name in Pulumi; filters and orders have those of Terraform.
func camelCase(key string) string {
	words := strings.Split(key, "_")
	for i, word := range words[1:] {
		if word != "" {
			words[i+1] = strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return strings.Join(words, "")
}
