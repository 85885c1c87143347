package digitalocean

import (
	"context"
	"fmt"
	"time"

	"github.com/digitalocean/godo"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/provider"
)

// call is one operation of the engine's.
type call struct {
	context.Context
	api *godo.Client
	// limit is how long one wait may take.
	limit time.Duration
}

// call prepares an operation that also ends when the engine cancels. asked is the program's own limit, in seconds.
func (p *Provider) call(ctx context.Context, asked float64, limit time.Duration) (*call, context.CancelFunc, error) {
	api, err := p.connect()
	if err != nil {
		return nil, nil, err
	}
	if asked > 0 {
		limit = time.Duration(asked * float64(time.Second))
	}
	ctx, cancel := context.WithCancel(ctx)
	detach := context.AfterFunc(p.ctx, cancel)
	return &call{Context: ctx, api: api, limit: limit}, func() { detach(); cancel() }, nil
}

// title names a resource in an error message.
func (k kind) title(properties resource.PropertyMap) string {
	if name := provider.String(properties, "name"); name != "" {
		return fmt.Sprintf("%s %q", k.noun, name)
	}
	return k.noun
}
