package docker

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/containerd/errdefs"
)

// A contract test can't make an engine say that an object is in use and then let go of it in time.
func TestRemoveWhenFree(t *testing.T) {
	other := errors.New("permission denied")
	for name, c := range map[string]struct {
		answers []error
		want    error
		calls   int
	}{
		"removed":                  {answers: []error{nil}, calls: 1},
		"gone already":             {answers: []error{errdefs.ErrNotFound}, calls: 1},
		"endpoints go away":        {answers: []error{errors.New("network n has active endpoints"), nil}, calls: 2},
		"task goes away":           {answers: []error{errors.New("network n is in use by task t"), nil}, calls: 2},
		"another error is not met": {answers: []error{other}, want: other, calls: 1},
	} {
		t.Run(name, func(t *testing.T) {
			calls := 0
			err := removeWhenFree(context.Background(), func() error {
				calls++
				return c.answers[calls-1]
			})
			if !errors.Is(err, c.want) || calls != c.calls {
				t.Errorf("got %v after %d calls, want %v after %d", err, calls, c.want, c.calls)
			}
		})
	}
}

func TestRemoveWhenFreeEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	err := removeWhenFree(ctx, func() error { return errors.New("volume is in use - [c]") })
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want a deadline error", err)
	}
}
