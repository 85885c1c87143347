package digitalocean

import (
	"github.com/digitalocean/godo"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/provider"
)

func getProject(c *call, args resource.PropertyMap) (map[string]any, error) {
	found, err := c.project(provider.String(args, "id"), provider.String(args, "name"))
	if err != nil {
		return nil, err
	}
	live, err := project.read(c, found.ID, nil)
	if err != nil {
		return nil, err
	}
	record := live.Mappable()
	record["id"] = found.ID
	return record, nil
}

func (c *call) project(id, name string) (*godo.Project, error) {
	switch {
	case id != "":
		found, _, err := c.api.Projects.Get(c, id)
		return found, err
	case name == "":
		found, _, err := c.api.Projects.GetDefault(c)
		return found, err
	}
	var all []godo.Project
	err := everyPage(func(page *godo.ListOptions) (*godo.Response, error) {
		found, response, err := c.api.Projects.List(c, page)
		all = append(all, found...)
		return response, err
	})
	if err != nil {
		return nil, err
	}
	found, err := only("projects", "name "+name, all, func(one godo.Project) bool { return one.Name == name })
	return &found, err
}
