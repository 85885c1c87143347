// Package process runs child processes in groups of their own, so that a whole tree can be stopped at once.
package process

import (
	"context"
	"fmt"
	"os/exec"
	"sync"
	"syscall"
	"time"
)

// Grace is how long a stopped process tree is waited for after each signal before the next, harder one.
type Grace struct {
	Interrupt time.Duration // after SIGINT
	Terminate time.Duration // after SIGTERM
}

var (
	// Patient leaves time for a script to undo what it has half done: the engine waits for it.
	Patient = Grace{Interrupt: 20 * time.Second, Terminate: 5 * time.Second}
	// Hasty fits into the five seconds that the engine gives a plugin to end.
	Hasty = Grace{Interrupt: 2500 * time.Millisecond, Terminate: time.Second}
)

// Group keeps track of the running children of a plugin. The zero value is ready to use.
type Group struct {
	mu       sync.Mutex
	stopped  bool
	children map[*exec.Cmd]chan struct{}
}

// Run starts cmd as the leader of a new process group and waits for it; when ctx ends first, the tree is
// stopped. After Stop it starts nothing more and returns ErrStopped.
func (g *Group) Run(ctx context.Context, cmd *exec.Cmd) error {
	done := make(chan struct{})
	if err := g.start(cmd, done); err != nil {
		return err
	}
	detach := context.AfterFunc(ctx, func() { end(cmd.Process.Pid, done, Patient) })
	err := cmd.Wait()
	detach()
	close(done)
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.children, cmd)
	if err != nil && g.stopped {
		return fmt.Errorf("cancelled: %w", err)
	}
	return err
}

// Stop ends all children: an interrupt, then the harder signals, each after its grace. It returns when
// all are gone or the last signal has been sent.
func (g *Group) Stop(grace Grace) {
	g.mu.Lock()
	g.stopped = true
	var all sync.WaitGroup
	for cmd, done := range g.children {
		all.Go(func() { end(cmd.Process.Pid, done, grace) })
	}
	g.mu.Unlock()
	all.Wait()
}

// ErrStopped says that nothing is started any more because the engine has cancelled the operation.
var ErrStopped = stopped{}

type stopped struct{}

func (stopped) Error() string { return "not started: the operation was cancelled" }

func (g *Group) start(cmd *exec.Cmd, done chan struct{}) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.stopped {
		return ErrStopped
	}
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	cmd.SysProcAttr.Setpgid = true
	if err := cmd.Start(); err != nil {
		return err
	}
	if g.children == nil {
		g.children = map[*exec.Cmd]chan struct{}{}
	}
	g.children[cmd] = done
	return nil
}

// end sends the signals in turn. Once the leader is gone, what is left of its group was not waited for by
// anyone, and has no claim to the whole grace.
func end(group int, done <-chan struct{}, grace Grace) {
	steps := []struct {
		signal syscall.Signal
		wait   time.Duration
	}{{syscall.SIGINT, grace.Interrupt}, {syscall.SIGTERM, grace.Terminate}, {syscall.SIGKILL, time.Second}}
	for _, step := range steps {
		// A group that is gone already answers ESRCH, which is what was wanted.
		_ = syscall.Kill(-group, step.signal)
		if ended(group, done, step.wait) {
			return
		}
	}
}

// ended waits for done, no longer than limit, and only a moment once the leader is gone.
func ended(leader int, done <-chan struct{}, limit time.Duration) bool {
	const tick = 200 * time.Millisecond
	for waited := time.Duration(0); waited < limit; waited += tick {
		select {
		case <-done:
			return true
		case <-time.After(min(tick, limit-waited)):
		}
		if syscall.Kill(leader, 0) == syscall.ESRCH {
			select {
			case <-done:
				return true
			default:
				return false
			}
		}
	}
	return false
}
