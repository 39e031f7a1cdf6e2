namespace Commerce.Application.Catalog;

/// <summary>
/// The catalogue as this node knows it: whole, in memory, and never changed in place. At most a second behind the last commit of another node, never behind one of its own.
/// Take <see cref="Current"/> once and use that, so that one answer never mixes two versions.
/// </summary>
public interface ICatalog
{
    CatalogSnapshot Current { get; }
}
