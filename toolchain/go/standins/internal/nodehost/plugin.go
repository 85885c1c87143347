package nodehost

import (
	"errors"
	"os/exec"
	"sync"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
)

// RunPlugin executes a plugin that is written in Node.js: a policy pack, or a provider's source folder.
// It streams what the plugin prints, then its exit status.
func (h *Host) RunPlugin(
	req *pulumirpc.RunPluginRequest, stream grpc.ServerStreamingServer[pulumirpc.RunPluginResponse],
) error {
	opts, err := parseOptions(req.GetInfo().GetOptions())
	if err != nil {
		return err
	}
	name, rest := pluginArguments(req)
	script, err := entryPoint(req.GetInfo().GetProgramDirectory(), name)
	if err != nil {
		return err
	}
	args := append(append([]string{}, opts.nodeArgs...), script)
	cmd, release, err := h.node(stream.Context(), req.GetPwd(), append(args, rest...))
	if err != nil {
		return err
	}
	defer release()
	cmd.Env = append(append([]string{}, req.GetEnv()...), opts.environment()...)
	out := &sender{send: stream.Send}
	cmd.Stdout = writer(func(p []byte) error {
		return out.write(&pulumirpc.RunPluginResponse{Output: &pulumirpc.RunPluginResponse_Stdout{Stdout: p}})
	})
	cmd.Stderr = writer(func(p []byte) error {
		return out.write(&pulumirpc.RunPluginResponse{Output: &pulumirpc.RunPluginResponse_Stderr{Stderr: p}})
	})

	err = cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return err
	}
	return out.write(&pulumirpc.RunPluginResponse{
		Output: &pulumirpc.RunPluginResponse_Exitcode{Exitcode: int32(cmd.ProcessState.ExitCode())},
	})
}

// pluginArguments names the SDK's program for the kind of plugin, and its arguments: a policy pack's
// come after the engine's address, every other plugin's before.
func pluginArguments(req *pulumirpc.RunPluginRequest) (string, []string) {
	program := req.GetInfo().GetProgramDirectory()
	if req.GetKind() == "analyzer" {
		return "run-policy-pack", append(append([]string{}, req.GetArgs()...), program)
	}
	return "run-plugin", append([]string{program}, req.GetArgs()...)
}

// sender lets two output streams share one gRPC stream, which takes one message at a time.
type sender struct {
	mu   sync.Mutex
	send func(*pulumirpc.RunPluginResponse) error
}

func (s *sender) write(message *pulumirpc.RunPluginResponse) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.send(message)
}

type writer func(p []byte) error

func (w writer) Write(p []byte) (int, error) {
	if err := w(append([]byte{}, p...)); err != nil {
		return 0, err
	}
	return len(p), nil
}
