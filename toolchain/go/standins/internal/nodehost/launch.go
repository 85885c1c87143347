package nodehost

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"github.com/google/shlex"
	"google.golang.org/protobuf/types/known/structpb"
)

var errNoNode = errors.New("node is not on PATH: install Node.js, or add its folder to PATH")

// endGrace is how long an interrupted program may take; the engine itself waits five seconds.
const endGrace = 4 * time.Second

// options are the `runtime.options` of Pulumi.yaml that the host understands.
type options struct {
	typescript bool     // compile TypeScript with ts-node; default true
	tsconfig   string   // path of a tsconfig.json for that
	nodeArgs   []string // further arguments for node itself
}

func parseOptions(given *structpb.Struct) (options, error) {
	parsed := options{typescript: true}
	for name, value := range given.GetFields() {
		switch name {
		case "typescript":
			flag, ok := value.GetKind().(*structpb.Value_BoolValue)
			if !ok {
				return options{}, fmt.Errorf("runtime option \"typescript\": expected true or false, found %v", value.AsInterface())
			}
			parsed.typescript = flag.BoolValue
		case "nodeargs":
			args, err := shlex.Split(value.GetStringValue())
			if err != nil {
				return options{}, fmt.Errorf("runtime option \"nodeargs\": %w", err)
			}
			parsed.nodeArgs = args
		case "tsconfig":
			parsed.tsconfig = value.GetStringValue()
		}
	}
	return parsed, nil
}

func (o options) environment() []string {
	env := []string{fmt.Sprintf("PULUMI_NODEJS_TYPESCRIPT=%t", o.typescript)}
	if o.tsconfig != "" {
		env = append(env, "PULUMI_NODEJS_TSCONFIG_PATH="+o.tsconfig)
	}
	return env
}

// entryPoint finds one of the SDK's own programs ("run", "run-plugin", …) as Node would resolve it:
// in the nearest node_modules folder at or above dir that has the package.
func entryPoint(dir, name string) (string, error) {
	for at := dir; ; at = filepath.Dir(at) {
		candidate := filepath.Join(at, "node_modules", "@pulumi", "pulumi", "cmd", name)
		if _, err := os.Stat(candidate); err == nil {
			return candidate, nil
		}
		if at == filepath.Dir(at) {
			return "", fmt.Errorf("npm package @pulumi/pulumi is not installed for %s: run npm install there", dir)
		}
	}
}

// node prepares a node process that is interrupted when the call or the host is cancelled. It stays in
// the host's process group, so that the engine's own signals reach it as well. Release it when it has ended.
func (h *Host) node(call context.Context, dir string, args []string) (*exec.Cmd, context.CancelFunc, error) {
	node, err := exec.LookPath("node")
	if err != nil {
		return nil, nil, errNoNode
	}
	ctx, cancel := context.WithCancel(call)
	detach := context.AfterFunc(h.ctx, cancel)
	cmd := exec.CommandContext(ctx, node, args...)
	cmd.Dir = dir
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGINT) }
	cmd.WaitDelay = endGrace
	h.running.Add(1)
	return cmd, func() { detach(); cancel(); h.running.Done() }, nil
}
