package digitalocean

import (
	"fmt"
	"strconv"

	"github.com/digitalocean/godo"
)

// awaitDroplet waits until a droplet is as wanted and nothing is under way on it.
func (c *call) awaitDroplet(id int, become string, is func(now *godo.Droplet) bool) (*godo.Droplet, error) {
	var found *godo.Droplet
	err := c.await(fmt.Sprintf("droplet %d to %s", id, become), func() (bool, string, error) {
		now, _, err := c.api.Droplets.Get(c, id)
		if err != nil {
			return false, "", err
		}
		found = now
		state := now.Status
		if now.Locked {
			state += ", locked"
		}
		return !now.Locked && is(now), state, nil
	})
	return found, err
}

func dropletID(id string) (int, error) {
	number, err := strconv.Atoi(id)
	if err != nil {
		return 0, fmt.Errorf("invalid droplet id: expected a number, found %q", id)
	}
	return number, nil
}
