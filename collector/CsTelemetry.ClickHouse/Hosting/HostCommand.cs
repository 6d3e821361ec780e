using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace CsTelemetry.ClickHouse.Hosting;

/// <summary>Says how the host process is started.</summary>
internal sealed record HostCommand(string HostPath, string LibraryPath, DataDirectory Directory, int Port, bool ListensOnTcp, int Niceness)
{
    private const string HostFileName = "CsTelemetry.ClickHouse.Embedded.dll";

    // Everything else stays here: the environment may hold secrets, and ClickHouse reads
    // CLICKHOUSE_* and cloud credentials from it.
    private static readonly string[] PassedOn = ["PATH", "HOME", "LANG", "TMPDIR", "DOTNET_ROOT", "LD_LIBRARY_PATH"];

    /// <summary>Answers the host program beside the running one, unless the option names another.</summary>
    /// <exception cref="EmbeddedClickHouseException">There is no such file.</exception>
    internal static string FindHost(string? option, string programDirectory)
    {
        var path = Path.GetFullPath(string.IsNullOrEmpty(option) ? Path.Combine(programDirectory, HostFileName) : option);
        return File.Exists(path)
            ? path
            : throw new EmbeddedClickHouseException($"The host of the embedded ClickHouse was not found at '{path}'. Publish it beside the program, or name it in HostPath.");
    }

    internal ProcessStartInfo ToStartInfo()
    {
        var isAssembly = HostPath.EndsWith(".dll", StringComparison.Ordinal);
        var start = new ProcessStartInfo(isAssembly ? DotnetPath() : HostPath)
        {
            WorkingDirectory = Directory.RunPath,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (isAssembly)
        {
            start.ArgumentList.Add(HostPath);
        }

        start.ArgumentList.Add("--library=" + LibraryPath);
        start.ArgumentList.Add("--config-file=" + Directory.ConfigPath);
        start.ArgumentList.Add("--http_port=" + Port.ToString(CultureInfo.InvariantCulture));
        start.ArgumentList.Add("--nice=" + Niceness.ToString(CultureInfo.InvariantCulture));
        if (ListensOnTcp)
        {
            start.ArgumentList.Add("--listen-tcp");
        }

        foreach (var name in start.Environment.Keys.Except(PassedOn).ToList())
        {
            start.Environment.Remove(name);
        }

        return start;
    }

    // The runtime that runs this program can run the host: <root>/shared/Microsoft.NETCore.App/<version>/.
    private static string DotnetPath()
    {
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        var path = Path.Combine(root, "dotnet");
        return File.Exists(path) ? path : "dotnet";
    }
}
