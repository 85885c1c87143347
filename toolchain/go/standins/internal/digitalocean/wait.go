package digitalocean

import (
	"fmt"
	"time"

	"github.com/digitalocean/godo"
)

// Looks at something that takes time become rarer, up to a few seconds apart.
const (
	firstLook = 300 * time.Millisecond
	lookEvery = 5 * time.Second
)

// await looks until it is as wanted. look tells how it is now, for the error when the limit has passed.
func (c *call) await(what string, look func() (done bool, now string, err error)) error {
	deadline := time.Now().Add(c.limit)
	for pause := firstLook; ; pause = min(pause*3/2, lookEvery) {
		done, now, err := look()
		if err != nil || done {
			return err
		}
		if time.Now().Add(pause).After(deadline) {
			return fmt.Errorf("timeout while waiting for %s (last state: %s, timeout: %s)", what, now, c.limit)
		}
		if err := c.pause(pause); err != nil {
			return err
		}
	}
}

// pause waits, unless the engine cancels meanwhile.
func (c *call) pause(duration time.Duration) error {
	select {
	case <-c.Done():
		return c.Err()
	case <-time.After(duration):
		return nil
	}
}

// awaitAction waits until the API has done what it has begun; an action that ends otherwise is an error.
func (c *call) awaitAction(action *godo.Action) error {
	return c.await(fmt.Sprintf("action %d (%s) to complete", action.ID, action.Type), func() (bool, string, error) {
		now, _, err := c.api.Actions.Get(c, action.ID)
		if err != nil {
			return false, "", err
		}
		if now.Status == "errored" {
			return false, "", fmt.Errorf("action %d (%s) ended with status errored", action.ID, action.Type)
		}
		return now.Status == godo.ActionCompleted, now.Status, nil
	})
}

// whenFree begins an action, again while another is under way on the same droplet or volume, and waits for its end.
func (c *call) whenFree(begin func() (*godo.Action, error)) error {
	var action *godo.Action
	err := c.await("pending events to end", func() (bool, string, error) {
		var err error
		action, err = begin()
		if isBusy(err) {
			return false, err.Error(), nil
		}
		return err == nil, "", err
	})
	if err != nil {
		return err
	}
	return c.awaitAction(action)
}
