package digitalocean

import "github.com/digitalocean/godo"

const pageSize = 200

// everyPage asks for one page of a list after the other.
func everyPage(ask func(page *godo.ListOptions) (*godo.Response, error)) error {
	for page := 1; ; page++ {
		response, err := ask(&godo.ListOptions{Page: page, PerPage: pageSize})
		if err != nil {
			return err
		}
		if response.Links == nil || response.Links.IsLastPage() {
			return nil
		}
	}
}
