package digitalocean

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

func TestAwait(t *testing.T) {
	broken := errors.New("no answer")
	for name, c := range map[string]struct {
		limit time.Duration
		done  []bool
		err   error
		want  string
		looks int
	}{
		"at once":       {done: []bool{true}, looks: 1},
		"at last":       {limit: time.Minute, done: []bool{false, true}, looks: 2},
		"an error ends": {limit: time.Minute, done: []bool{false}, err: broken, want: "no answer", looks: 1},
		"not in time": {
			done: []bool{false}, looks: 1,
			want: "timeout while waiting for tea to be ready (last state: cold, timeout: 0s)",
		},
	} {
		t.Run(name, func(t *testing.T) {
			looks := 0
			err := (&call{Context: context.Background(), limit: c.limit}).await("tea to be ready", func() (bool, string, error) {
				looks++
				return c.done[looks-1], "cold", c.err
			})
			if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) || looks != c.looks {
				t.Errorf("got %v after %d looks, want %q after %d", err, looks, c.want, c.looks)
			}
		})
	}
}

func TestAwaitEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err := (&call{Context: ctx, limit: time.Minute}).await("ever", func() (bool, string, error) { return false, "", nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want an end", err)
	}
}
