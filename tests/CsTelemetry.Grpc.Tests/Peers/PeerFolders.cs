namespace CsTelemetry.Grpc.Tests.Peers;

/// <summary>Finds the peers, and installs those that come from npm once.</summary>
internal static class PeerFolders
{
    public const string InstallNode = "Install Node 20 or later with npm, and run `npm ci --ignore-scripts` in tests/peers/node.";
    private static readonly Lazy<Task> NodeInstalled = new(InstallNodePackagesAsync);

    public static string Repository { get; } = FindRepository();

    public static string Python => Path.Combine(Repository, "tests", "peers", "python");

    public static string Node => Path.Combine(Repository, "tests", "peers", "node");

    public static Task EnsureNodePackagesAsync() => NodeInstalled.Value;

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CsTelemetry.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds CsTelemetry.sln.");
        }

        return folder.FullName;
    }

    private static async Task InstallNodePackagesAsync()
    {
        // Several test processes may come here at once: the first installs, the others wait for its lock.
        using var turn = await TakeTurnAsync(Path.Combine(Repository, "artifacts", "peers.lock"));
        if (!File.Exists(Path.Combine(Node, "node_modules", ".package-lock.json")))
        {
            await PeerProcess.RunAsync("npm", Node, InstallNode, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        }
    }

    private static async Task<FileStream> TakeTurnAsync(string path)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < 600)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
            }
        }
    }
}
