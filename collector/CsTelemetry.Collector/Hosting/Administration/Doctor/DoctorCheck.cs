using CsTelemetry.Collector.Administering;

namespace CsTelemetry.Collector.Hosting.Administration.Doctor;

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">What it is.</param>
/// <param name="IsGood">Whether it is as it must be.</param>
/// <param name="Text">What was found and, if it is not good, the way out.</param>
internal sealed record DoctorCheck(string Name, bool IsGood, string Text)
{
    public static DoctorCheck Good(string name, string text) => new(name, true, text);

    public static DoctorCheck Bad(string name, string text) => new(name, false, text);

    public AdministrationLine ToLine()
    {
        var data = new { Check = Name, Ok = IsGood, Text };
        return IsGood ? AdministrationLine.Note($"✓ {Name}: {Text}", data) : AdministrationLine.Fault($"{Name}: {Text}", data);
    }
}
