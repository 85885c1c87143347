package docker

import (
	"context"
	"strings"
	"time"

	"github.com/containerd/errdefs"
)

const (
	// removeLimit bounds the wait for users of an object that are going away.
	removeLimit    = 30 * time.Second
	removeInterval = 500 * time.Millisecond
)

// removeWhenFree repeats remove while the engine says that the object is still in use.
func removeWhenFree(ctx context.Context, remove func() error) error {
	deadline := time.Now().Add(removeLimit)
	for {
		err := remove()
		switch {
		case err == nil || errdefs.IsNotFound(err):
			return nil
		case !inUse(err) || time.Now().After(deadline):
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(removeInterval):
		}
	}
}

func inUse(err error) bool {
	text := err.Error()
	return strings.Contains(text, "has active endpoints") || strings.Contains(text, "is in use")
}

// gone turns the engine's "not found" into errGone.
func gone(err error) error {
	if errdefs.IsNotFound(err) {
		return errGone
	}
	return err
}
