package nodehost

import (
	"fmt"
	"os/exec"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
)

// InstallDependencies runs npm install in the program's folder and streams what it prints. Install
// scripts stay off: those of provider SDKs try to fetch a plugin.
func (h *Host) InstallDependencies(
	req *pulumirpc.InstallDependenciesRequest,
	stream grpc.ServerStreamingServer[pulumirpc.InstallDependenciesResponse],
) error {
	npm, err := exec.LookPath("npm")
	if err != nil {
		return fmt.Errorf("npm is not on PATH: install it with Node.js, or add its folder to PATH")
	}
	cmd := exec.CommandContext(stream.Context(), npm, "install", "--ignore-scripts", "--no-fund", "--no-audit")
	cmd.Dir = req.GetInfo().GetProgramDirectory()
	// Both outputs through one writer: then os/exec writes from one goroutine only.
	out := writer(func(p []byte) error { return stream.Send(&pulumirpc.InstallDependenciesResponse{Stdout: p}) })
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("npm install in %s failed: %w", cmd.Dir, err)
	}
	return nil
}
