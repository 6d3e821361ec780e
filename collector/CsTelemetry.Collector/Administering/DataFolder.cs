namespace CsTelemetry.Collector.Administering;

/// <summary>The data directory of this collector.</summary>
/// <param name="Path">Its full path.</param>
internal sealed record DataFolder(string Path)
{
    /// <summary>The socket's name in the data directory.</summary>
    public const string SocketName = "admin.sock";

    public string SocketPath => File(SocketName);

    public string LogPath => File("log");

    public string File(string name) => System.IO.Path.Combine(Path, name);
}
