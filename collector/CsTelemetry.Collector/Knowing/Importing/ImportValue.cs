namespace CsTelemetry.Collector.Knowing.Importing;

/// <summary>Tells how a cell of a CSV file is to be read.</summary>
internal enum ImportValue
{
    /// <summary>As it is: a text, a day, a moment, a word.</summary>
    Text,

    /// <summary>A number, with a point.</summary>
    Number,

    /// <summary>`true` or `false`.</summary>
    Flag,

    /// <summary>Texts with a semicolon between them.</summary>
    Texts,
}
