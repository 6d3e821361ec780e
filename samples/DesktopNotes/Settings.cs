using CsTelemetry;

namespace DesktopNotes;

/// <summary>Holds what the command line says: <c>--folder PATH --endpoint URL --key KEY --note TEXT …</c></summary>
internal sealed record Settings(string Folder, Uri Endpoint, string Key, string User, IReadOnlyList<string> Notes)
{
    public TimeSpan Patience { get; } = TimeSpan.FromSeconds(1);

    public static Settings Read(string[] arguments)
    {
        var values = Enumerable.Range(0, arguments.Length / 2).ToLookup(index => arguments[2 * index].TrimStart('-'), index => arguments[(2 * index) + 1]);
        return new(
            values["folder"].LastOrDefault() ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "DesktopNotes"),
            new Uri(values["endpoint"].LastOrDefault() ?? "http://127.0.0.1:5317"),
            values["key"].LastOrDefault() ?? Environment.GetEnvironmentVariable("CSTELEMETRY_KEY") ?? "",
            values["user"].LastOrDefault() ?? Environment.UserName,
            [.. values["note"]]);
    }

    public void Configure(CsTelemetryOptions options)
    {
        (options.Endpoint, options.ApiKey) = (Endpoint, Key);
        options.Application = "desktop-notes";
        // A laptop is offline for days; several windows of the program share one folder.
        options.DiskDirectory = Path.Combine(Folder, "telemetry");
        options.MaxDiskAge = TimeSpan.FromDays(30);
        options.MaxDiskBytes = 8 * 1024 * 1024;
        options.AttemptTimeout = TimeSpan.FromSeconds(5);
        options.ShutdownTimeout = TimeSpan.FromMilliseconds(500);
    }
}
