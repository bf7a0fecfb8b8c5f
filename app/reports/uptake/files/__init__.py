"""The uptake figures as files. docs/figures.md explains them too; a test holds both together."""
