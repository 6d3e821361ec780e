namespace CsTelemetry.Collector.Administering;

/// <summary>The data directory of this collector.</summary>
/// <param name="Path">Its full path.</param>
internal sealed record DataFolder(string Path)
{
    /// <summary>The socket's name in the data directory.</summary>
    public const string SocketName = "admin.sock";

    /// <summary>Stands in a data directory that a restore has not finished.</summary>
    public const string UnfinishedRestore = "restore.unfinished";

    public string SocketPath => File(SocketName);

    public string LogPath => File("log");

    /// <exception cref="InvalidOperationException">A restore was interrupted here: half of the data would look like all of it.</exception>
    public void RequireWhole()
    {
        if (System.IO.File.Exists(File(UnfinishedRestore)))
        {
            throw new InvalidOperationException($"{Path} was left by a restore that did not finish. Run it again, or name another data directory.");
        }
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);
}
