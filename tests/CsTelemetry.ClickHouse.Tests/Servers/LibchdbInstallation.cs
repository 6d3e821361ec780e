using System.Diagnostics;

namespace CsTelemetry.ClickHouse.Tests.Servers;

/// <summary>Installs libchdb with npm where the repository keeps it, once, whoever comes first.</summary>
internal static class LibchdbInstallation
{
    internal static async Task EnsureAsync()
    {
        var folder = Path.Combine(RepositoryRoot(), "collector", "CsTelemetry.ClickHouse.Embedded");
        if (IsInstalled(folder))
        {
            return;
        }

        using var mine = await TakeLockAsync(Path.Combine(Path.GetTempPath(), "cstelemetry-libchdb-install.lock"));
        if (!IsInstalled(folder))
        {
            await RunNpmAsync(folder);
        }
    }

    private static bool IsInstalled(string folder) =>
        File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json"))
        && File.Exists(Path.Combine(folder, "node_modules", "@chdb", "lib-linux-x64-gnu", "libchdb.so"));

    internal static string RepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "CsTelemetry.sln")))
        {
            directory = directory.Parent ?? throw new InvalidOperationException("The tests run outside of the repository.");
        }

        return directory.FullName;
    }

    private static async Task<FileStream> TakeLockAsync(string path)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }
        }
    }

    private static async Task RunNpmAsync(string folder)
    {
        var start = new ProcessStartInfo("npm") { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("ci");
        start.ArgumentList.Add("--ignore-scripts");
        using var npm = Process.Start(start)!;
        var output = npm.StandardOutput.ReadToEndAsync();
        var errors = await npm.StandardError.ReadToEndAsync();
        await npm.WaitForExitAsync();
        Assert.True(npm.ExitCode == 0, $"npm ci failed with {npm.ExitCode}: {errors} {await output}");
    }
}
