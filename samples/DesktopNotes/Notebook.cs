using CsTelemetry;

namespace DesktopNotes;

/// <summary>Keeps notes in a text file, one a line.</summary>
internal sealed class Notebook
{
    private static readonly TelemetryName NoteWritten = new("notes.write");

    private readonly string _file;
    private readonly ICsTelemetry _telemetry;

    public Notebook(string folder, ICsTelemetry telemetry)
    {
        Directory.CreateDirectory(folder);
        _file = Path.Combine(folder, "notes.txt");
        _telemetry = telemetry;
    }

    public int Count => File.Exists(_file) ? File.ReadLines(_file).Count() : 0;

    public void Write(string text)
    {
        File.AppendAllText(_file, text.ReplaceLineEndings(" ") + "\n");
        // How long the note is, never what it says.
        _telemetry.TrackFeature(NoteWritten, new() { Properties = [new("characters", text.Length)] });
    }
}
