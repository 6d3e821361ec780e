using System.Globalization;

namespace CsTelemetry.Adoption.Model;

/// <summary>Collects what is wrong with a model, so that all of it can be told together.</summary>
internal sealed class FaultList
{
    private readonly List<ModelFault> _faults = [];

    public IReadOnlyList<ModelFault> Faults => _faults;

    public void Add(string pointer, string detail) => _faults.Add(new ModelFault(pointer, detail));

    /// <summary>Demands a number between two limits, both allowed. NaN is refused, too.</summary>
    public void Within(string pointer, double value, double least, double most)
    {
        if (!(value >= least && value <= most))
        {
            Add(pointer, $"The value is {Text(value)}; it must be {Text(least)} to {Text(most)}.");
        }
    }

    /// <summary>Demands a number above 0 up to a limit.</summary>
    public void Positive(string pointer, double value, double most)
    {
        if (!(value > 0 && value <= most))
        {
            Add(pointer, $"The value is {Text(value)}; it must be above 0 and at most {Text(most)}.");
        }
    }

    /// <summary>Demands a fact.</summary>
    public void Demand(bool holds, string pointer, string detail)
    {
        if (!holds)
        {
            Add(pointer, detail);
        }
    }

    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
