package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/engine"
	"slipway.dev/toolchain/standins/internal/provider"
)

// operation is one run of one of a resource's commands.
type operation struct {
	urn     resource.URN
	script  *string // nil: nothing to run
	timeout float64 // seconds; 0: none
	inputs  resource.PropertyMap
	last    resource.PropertyMap // the state that the last run left
}

// run executes an operation and returns the new state.
func (p *Provider) run(ctx context.Context, op operation) (resource.PropertyMap, error) {
	state := carried(op.inputs, op.last)
	if op.script == nil {
		return state, nil
	}
	limited, release := limit(ctx, op.timeout)
	defer release()
	dir, err := workingDirectory(op.inputs)
	if err != nil {
		return nil, err
	}

	line := arguments(op.inputs, *op.script)
	cmd := exec.Command(line[0], line[1:]...)
	cmd.Dir = dir
	cmd.Env = environment(op.inputs, op.last)
	if stdin := provider.String(op.inputs, "stdin"); stdin != "" {
		cmd.Stdin = strings.NewReader(stdin)
	}
	var stdout, stderr, both bytes.Buffer
	shared := &locked{to: &both}
	show := func(line string) { p.log.Status(ctx, op.urn, line) }
	shownOut, shownErr := engine.NewLines(show), engine.NewLines(show)
	cmd.Stdout = io.MultiWriter(&stdout, shared, logged(op.inputs, "stdout", shownOut))
	cmd.Stderr = io.MultiWriter(&stderr, shared, logged(op.inputs, "stderr", shownErr))

	err = p.group.Run(limited, cmd)
	shownOut.Flush()
	shownErr.Flush()
	if err != nil {
		return nil, failure(limited, err, *op.script, both.String())
	}
	state["stdout"] = resource.NewProperty(strings.TrimSuffix(stdout.String(), "\n"))
	state["stderr"] = resource.NewProperty(strings.TrimSuffix(stderr.String(), "\n"))
	return state, collect(dir, op.inputs, state)
}

// failure words a failed run: how it ended, the command, and all that it printed.
func failure(limited context.Context, err error, script, printed string) error {
	if errors.Is(limited.Err(), context.DeadlineExceeded) {
		err = fmt.Errorf("timed out: %w", err)
	}
	return fmt.Errorf("%w: running %q:\n%s", err, script, printed)
}

func limit(ctx context.Context, seconds float64) (context.Context, context.CancelFunc) {
	if seconds <= 0 {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(ctx, time.Duration(seconds*float64(time.Second)))
}

func workingDirectory(inputs resource.PropertyMap) (string, error) {
	dir := provider.String(inputs, "dir")
	if dir == "" {
		return os.Getwd()
	}
	if _, err := os.Stat(dir); err != nil {
		return "", fmt.Errorf("dir: %w", err)
	}
	return dir, nil
}

func arguments(inputs resource.PropertyMap, script string) []string {
	interpreter := provider.Strings(inputs, "interpreter")
	if len(interpreter) == 0 {
		interpreter = []string{"/bin/sh", "-c"}
	}
	return append(interpreter, script)
}

// environment is the plugin's own, the resource's, and what the last run printed.
func environment(inputs, last resource.PropertyMap) []string {
	env := os.Environ()
	var own []string
	for name, value := range provider.StringMap(inputs, "environment") {
		own = append(own, name+"="+value)
	}
	slices.Sort(own)
	env = append(env, own...)
	if !provider.Bool(inputs, "addPreviousOutputInEnv", true) {
		return env
	}
	if stdout := provider.String(last, "stdout"); stdout != "" {
		env = append(env, "PULUMI_COMMAND_STDOUT="+stdout)
	}
	if stderr := provider.String(last, "stderr"); stderr != "" {
		env = append(env, "PULUMI_COMMAND_STDERR="+stderr)
	}
	return env
}

// logged is where a stream's lines are shown, if `logging` wants that stream shown.
func logged(inputs resource.PropertyMap, stream string, lines io.Writer) io.Writer {
	switch provider.String(inputs, "logging") {
	case "", "stdoutAndStderr", stream:
		return lines
	default:
		return io.Discard
	}
}

// locked lets both streams write into one buffer.
type locked struct {
	mu sync.Mutex
	to io.Writer
}

func (l *locked) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.to.Write(p)
}
